namespace LossKit;

/// <summary>
/// Both passes over the states of one target with logarithms, for sequences whose paths differ by more than doubles hold: an excluded class, scores
/// that differ by thousands.
/// </summary>
/// <remarks>
/// Every row is measured from its largest number, and what was taken off is added up apart, so rounding errors do not grow with the length of the
/// sequence. Sums of exponentials are max + ln(1 + rest).
/// </remarks>
/// <param name="memory">The memory, with z − max as its scores and blanks again, and with its logarithms of sums.</param>
/// <param name="areSharesWanted">Whether the rows shall become rows of shares.</param>
internal unsafe struct CtcLogAlignment(CtcMemory memory, bool areSharesWanted) : ILaneAction<double>
{
    /// <summary>Gets −ln P of the target; +∞ where no alignment gives it.</summary>
    public double Loss { get; private set; }

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
        var before = memory.Start;
        new Span<double>(before, memory.Stride).Fill(double.NegativeInfinity);
        before[0] = 0;
        var (largest, total) = (0.0, default(CompensatedSum));
        for (var frame = 0; frame < memory.Frames; frame++)
        {
            var row = memory.Row(frame);
            new Span<double>(row, memory.Stride).Fill(double.NegativeInfinity);
            Fill(memory.Scores(frame));
            var (logTotal, offset) = (TLane.Create(memory.LogTotals[frame]), TLane.Create(largest));
            var (blankScore, most) = (TLane.Create(memory.Blanks[frame]), TLane.Create(double.NegativeInfinity));
            for (nint k = 0; k < memory.Width; k += TLane.Count)
            {
                var (blank, label) = (TLane.Load(before, k), TLane.Load(before, memory.LabelsAt + k));
                var previous = TLane.Load(before, memory.LabelsAt + k - 1);
                var nextBlank = LogSum(blank, previous, TLane.Create(double.NegativeInfinity), offset) + (blankScore - logTotal);
                var nextLabel = LogSum(label, blank, Skipped(previous, k), offset) + (TLane.Load(memory.Scores(frame), k) - logTotal);
                nextBlank.Store(row, k);
                nextLabel.Store(row, memory.LabelsAt + k);
                most = TLane.Max(most, TLane.Max(nextBlank, nextLabel));
            }

            largest = Largest(most);
            if (largest == double.NegativeInfinity)
            {
                return double.PositiveInfinity;
            }

            total += largest;
            before = row;
        }

        // A path ends with the last blank or the label before it. The last row is not measured from its largest number yet.
        var ends = LogSum(
            ScalarLane<double>.Create(before[memory.Labels]),
            ScalarLane<double>.Create(before[memory.LabelsAt + memory.Labels - 1]),
            ScalarLane<double>.Create(double.NegativeInfinity),
            ScalarLane<double>.Create(largest));
        return -(total + ends.Value).Value;
    }

    /// <summary>Goes back and leaves in each row e^(forward + backward), up to a factor for each frame.</summary>
    private readonly void Backward<TLane>()
        where TLane : struct, ILaneMemory<TLane, double>
    {
        var back = memory.Back;
        new Span<double>(back, memory.Stride).Fill(double.NegativeInfinity);
        back[memory.Labels] = 0;
        if (memory.Labels > 0)
        {
            back[memory.LabelsAt + memory.Labels - 1] = 0;
        }

        Share<TLane>(memory.Frames - 1);
        for (var frame = memory.Frames - 2; frame >= 0; frame--)
        {
            var scores = memory.Scores(frame + 1);
            var most = TLane.Create(double.NegativeInfinity);
            for (nint k = 0; k < memory.Width; k += TLane.Count)
            {
                var blank = TLane.Load(back, k) + TLane.Create(memory.Blanks[frame + 1]);
                var label = TLane.Load(back, memory.LabelsAt + k) + TLane.Load(scores, k);
                blank.Store(back, k);
                label.Store(back, memory.LabelsAt + k);
                most = TLane.Max(most, TLane.Max(blank, label));
            }

            // In place: a state looks at itself and at those behind it.
            var offset = TLane.Create(Largest(most));
            for (nint k = 0; k < memory.Width; k += TLane.Count)
            {
                var (blank, label) = (TLane.Load(back, k), TLane.Load(back, memory.LabelsAt + k));
                var (nextBlank, nextLabel) = (TLane.Load(back, k + 1), TLane.Load(back, memory.LabelsAt + k + 1));
                LogSum(blank, label, TLane.Create(double.NegativeInfinity), offset).Store(back, k);
                LogSum(label, nextBlank, Skipped(nextLabel, k + 1), offset).Store(back, memory.LabelsAt + k);
            }

            Share<TLane>(frame);
        }
    }

    private readonly void Share<TLane>(int frame)
        where TLane : struct, ILaneMemory<TLane, double>
    {
        var row = memory.Row(frame);
        var most = TLane.Create(double.NegativeInfinity);
        for (nint i = 0; i < memory.Stride; i += TLane.Count)
        {
            var joint = TLane.Load(row, i) + TLane.Load(memory.Back, i);
            joint.Store(row, i);
            most = TLane.Max(most, joint);
        }

        var offset = TLane.Create(Largest(most));
        for (nint i = 0; i < memory.Stride; i += TLane.Count)
        {
            LaneMath.Exp(TLane.Load(row, i) - offset).Store(row, i);
        }

        memory.Totals[frame] = CtcMemory.Sum<TLane>(row, memory.Stride);
    }

    // What comes from the label before, or −∞ where the two are equal.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly TLane Skipped<TLane>(TLane label, nint k)
        where TLane : struct, ILaneMemory<TLane, double> =>
        TLane.Select(TLane.Load(memory.Skips, k) > TLane.Zero, label, TLane.Create(double.NegativeInfinity));

    // ln(e^a + e^b + e^c) − offset; −∞ where all three are.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane LogSum<TLane>(TLane a, TLane b, TLane c, TLane offset)
        where TLane : struct, ILaneMemory<TLane, double>
    {
        var (low, high) = (TLane.Min(a, b), TLane.Max(a, b));
        var top = TLane.Max(high, c);
        var middle = TLane.Max(low, TLane.Min(high, c));
        var bottom = TLane.Min(low, c);
        var pivot = TLane.Select(top > TLane.Create(double.NegativeInfinity), top, TLane.Zero);
        var rest = LaneMath.Exp(middle - pivot) + LaneMath.Exp(bottom - pivot);
        return top - offset + LaneMath.Log1p(rest);
    }

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

    // Beyond the labels no path goes.
    private readonly void Fill(double* scores) => new Span<double>(scores + memory.Labels, memory.Width - memory.Labels).Fill(double.NegativeInfinity);
}
