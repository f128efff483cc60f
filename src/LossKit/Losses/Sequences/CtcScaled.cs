namespace LossKit;

/// <summary>
/// Both passes over the states of one target with an exponent for each number, for sequences whose paths differ by more than doubles hold.
/// </summary>
/// <remarks>
/// A number is m·2ᵉ with m in [√½, √2), or 0, and e a whole number in a double. A sum takes its terms to the largest exponent of them; nothing is
/// lost but what rounding takes, whatever the scores are, and nothing grows with the length of the sequence.
/// </remarks>
/// <param name="memory">The memory, with z − max as its scores and blanks, and with its logarithms of sums.</param>
/// <param name="exponents">As much as <see cref="Length"/> says.</param>
/// <param name="areSharesWanted">Whether the rows shall become rows of shares, and the scores powers.</param>
internal unsafe struct CtcScaled(CtcMemory memory, double* exponents, bool areSharesWanted) : ILaneAction<double>
{
    /// <summary>Gets −ln P of the target; +∞ where no alignment gives it.</summary>
    public double Loss { get; private set; }

    // The row before the first frame and that of the way back need exponents too.
    private readonly double* BackExponents => exponents + ((nint)memory.Frames * memory.Stride);

    /// <summary>Gives how much memory is needed.</summary>
    /// <param name="memory">The memory of the sequence.</param>
    /// <returns>The number of doubles.</returns>
    public static int Length(in CtcMemory memory) => checked((memory.Frames + 1) * memory.Stride);

    /// <inheritdoc/>
    public void Run<TLane>()
        where TLane : struct, ILaneMemory<TLane, double>
    {
        Loss = Forward<TLane>();
        if (areSharesWanted && Loss < double.PositiveInfinity)
        {
            Backward<TLane>();
        }
    }

    private readonly double Forward<TLane>()
        where TLane : struct, ILaneMemory<TLane, double>
    {
        var before = new CtcScaledRow(memory.Start, BackExponents);
        before.Clear(memory.Stride);
        before.Set(0);
        for (var frame = 0; frame < memory.Frames; frame++)
        {
            var row = RowOf(frame);
            row.Clear(memory.Stride);
            memory.EndScores(frame, double.NegativeInfinity);
            var blankPower = CtcScaledNumber<TLane>.Exp(TLane.Create(memory.Blanks[frame]));
            for (nint k = 0; k < memory.Width; k += TLane.Count)
            {
                var (blank, label) = (before.Load<TLane>(k), before.Load<TLane>(memory.LabelsAt + k));
                var previous = before.Load<TLane>(memory.LabelsAt + k - 1);
                var labelPower = CtcScaledNumber<TLane>.Exp(TLane.Load(memory.Scores(frame), k));
                row.Store(k, (blank + previous) * blankPower);
                row.Store(memory.LabelsAt + k, (label + blank + Skipped(previous, k)) * labelPower);
            }

            before = row;
        }

        var ends = before.Load<ScalarLane<double>>(memory.Labels) + before.Load<ScalarLane<double>>(memory.LabelsAt + memory.Labels - 1);
        return CtcRange.Loss(memory, ends.Mantissa.Value, -ends.Exponent.Value);
    }

    private readonly void Backward<TLane>()
        where TLane : struct, ILaneMemory<TLane, double>
    {
        var back = new CtcScaledRow(memory.Back, BackExponents);
        back.Clear(memory.Stride);
        back.Set(memory.Labels);
        if (memory.Labels > 0)
        {
            back.Set(memory.LabelsAt + memory.Labels - 1);
        }

        Share<TLane>(back, memory.Frames - 1);
        for (var frame = memory.Frames - 2; frame >= 0; frame--)
        {
            var scores = memory.Scores(frame + 1);
            var blankPower = CtcScaledNumber<TLane>.Exp(TLane.Create(memory.Blanks[frame + 1]));
            for (nint k = 0; k < memory.Width; k += TLane.Count)
            {
                back.Store(k, back.Load<TLane>(k) * blankPower);
                back.Store(memory.LabelsAt + k, back.Load<TLane>(memory.LabelsAt + k) * CtcScaledNumber<TLane>.Exp(TLane.Load(scores, k)));
            }

            // In place: a state looks at itself and at those behind it.
            for (nint k = 0; k < memory.Width; k += TLane.Count)
            {
                var (blank, label) = (back.Load<TLane>(k), back.Load<TLane>(memory.LabelsAt + k));
                var (nextBlank, nextLabel) = (back.Load<TLane>(k + 1), back.Load<TLane>(memory.LabelsAt + k + 1));
                back.Store(k, blank + label);
                back.Store(memory.LabelsAt + k, label + nextBlank + Skipped(nextLabel, k + 1));
            }

            Share<TLane>(back, frame);
        }

        TakePowers<TLane>();
    }

    // The products of a row and the way back, as multiples of the largest power of two among them.
    private readonly void Share<TLane>(CtcScaledRow back, int frame)
        where TLane : struct, ILaneMemory<TLane, double>
    {
        var row = RowOf(frame);
        var most = TLane.Create(CtcScaledRow.ExponentOfZero);
        for (nint i = 0; i < memory.Stride; i += TLane.Count)
        {
            row.Store(i, row.Load<TLane>(i) * back.Load<TLane>(i));
            var exponent = row.Load<TLane>(i).Exponent;
            most = TLane.Select(exponent > most, exponent, most);
        }

        var largest = TLane.Create(Largest(most));
        for (nint i = 0; i < memory.Stride; i += TLane.Count)
        {
            row.Load<TLane>(i).At(largest).Store(memory.Row(frame), i);
        }

        memory.Totals[frame] = CtcMemory.Sum<TLane>(memory.Row(frame), memory.Stride);
        memory.BlankShares[frame] = CtcMemory.Sum<TLane>(memory.Row(frame), memory.Width);
    }

    // What comes from the label before, or nothing where the two are equal.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly CtcScaledNumber<TLane> Skipped<TLane>(CtcScaledNumber<TLane> label, nint k)
        where TLane : struct, ILaneMemory<TLane, double> => label.Where(TLane.Load(memory.Skips, k) > TLane.Zero);

    private readonly void TakePowers<TLane>()
        where TLane : struct, ILaneMemory<TLane, double>
    {
        for (nint frame = 0; frame < memory.Frames; frame += TLane.Count)
        {
            LaneMath.Decay(TLane.Load(memory.Blanks, frame)).Store(memory.Blanks, frame);
        }

        for (var frame = 0; frame < memory.Frames; frame++)
        {
            memory.TakePowers<TLane>(frame);
        }
    }

    private readonly CtcScaledRow RowOf(int frame) => new(memory.Row(frame), exponents + ((nint)frame * memory.Stride));

    private static double Largest<TLane>(TLane most)
        where TLane : struct, ILaneMemory<TLane, double>
    {
        var lanes = stackalloc double[CtcMemory.Padding];
        most.Store(lanes, 0);
        var largest = lanes[0];
        for (var i = 1; i < TLane.Count; i++)
        {
            largest = Math.Max(largest, lanes[i]);
        }

        return largest;
    }
}
