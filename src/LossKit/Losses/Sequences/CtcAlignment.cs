namespace LossKit;

/// <summary>The forward and backward passes over the states of one target, in log space and at the best precision that is kept for it.</summary>
/// <remarks>
/// Every row is measured from its largest number, and what was taken off is added up apart, so rounding errors do not grow with the length of the
/// sequence. Sums of exponentials are max + ln(1 + rest), which keeps the likelihoods of paths that are all but certain.
/// </remarks>
/// <param name="memory">The memory, with its emissions and skips filled.</param>
/// <param name="isOccupancyWanted">Whether the way back shall be gone too.</param>
internal unsafe struct CtcAlignment(CtcMemory memory, bool isOccupancyWanted) : ILaneAction<double>
{
    /// <summary>Gets ln P of the target; −∞ where no alignment gives it.</summary>
    public double LogLikelihood { get; private set; }

    /// <inheritdoc/>
    public void Run<TLane>()
        where TLane : struct, ILaneMemory<TLane, double>
    {
        LogLikelihood = Forward<TLane>();
        if (isOccupancyWanted && LogLikelihood > double.NegativeInfinity)
        {
            Backward<TLane>();
        }
    }

    /// <summary>Fills the forward rows and gives ln P.</summary>
    private readonly double Forward<TLane>()
        where TLane : struct, ILaneMemory<TLane, double>
    {
        var row = Cleared(0);
        var started = Math.Min(2, memory.States);
        new ReadOnlySpan<double>(memory.Emissions, started).CopyTo(new Span<double>(row, started));
        var largest = started > 1 ? Math.Max(row[0], row[1]) : row[0];
        var total = default(CompensatedSum);
        for (var frame = 1; frame < memory.Frames; frame++)
        {
            if (largest == double.NegativeInfinity)
            {
                return largest;
            }

            total += largest;
            var before = row;
            row = Cleared(frame);
            var (offset, most) = (TLane.Create(largest), TLane.Create(double.NegativeInfinity));
            var emissions = memory.Emissions + ((nint)frame * memory.Padded);
            for (nint s = 0; s < memory.Padded; s += TLane.Count)
            {
                var arrived = LogSum(
                    TLane.Load(before, s), TLane.Load(before, s - 1), TLane.Load(before, s - 2) + TLane.Load(memory.Skips, s), offset);
                var reached = arrived + TLane.Load(emissions, s);
                reached.Store(row, s);
                most = TLane.Max(most, reached);
            }

            largest = Largest(most);
        }

        // A path ends with the last label or the blank behind it.
        var (last, other) = (row[memory.States - 1], row[memory.States - 2]);
        var ends = LogSum(
            ScalarLane<double>.Create(last),
            ScalarLane<double>.Create(other),
            ScalarLane<double>.Create(double.NegativeInfinity),
            ScalarLane<double>.Zero);
        return (total + ends.Value).Value;
    }

    /// <summary>Goes back and leaves in each forward row e^(forward + backward), up to a factor for each frame.</summary>
    private readonly void Backward<TLane>()
        where TLane : struct, ILaneMemory<TLane, double>
    {
        var left = memory.Backward;
        new Span<double>(left, memory.Padded + CtcMemory.Padding).Fill(double.NegativeInfinity);
        left[memory.States - 1] = 0;
        if (memory.States > 1)
        {
            left[memory.States - 2] = 0;
        }

        Occupy<TLane>(memory.Frames - 1);
        for (var frame = memory.Frames - 2; frame >= 0; frame--)
        {
            var emissions = memory.Emissions + ((nint)(frame + 1) * memory.Padded);
            var most = TLane.Create(double.NegativeInfinity);
            for (nint s = 0; s < memory.Padded; s += TLane.Count)
            {
                var leaving = TLane.Load(left, s) + TLane.Load(emissions, s);
                leaving.Store(left, s);
                most = TLane.Max(most, leaving);
            }

            // In place: a state looks at itself and at two that come later.
            var offset = TLane.Create(Largest(most));
            for (nint s = 0; s < memory.Padded; s += TLane.Count)
            {
                LogSum(
                    TLane.Load(left, s), TLane.Load(left, s + 1), TLane.Load(left, s + 2) + TLane.Load(memory.Skips, s + 2), offset).Store(left, s);
            }

            Occupy<TLane>(frame);
        }
    }

    private readonly void Occupy<TLane>(int frame)
        where TLane : struct, ILaneMemory<TLane, double>
    {
        var row = memory.Forward(frame);
        var most = TLane.Create(double.NegativeInfinity);
        for (nint s = 0; s < memory.Padded; s += TLane.Count)
        {
            var joint = TLane.Load(row, s) + TLane.Load(memory.Backward, s);
            joint.Store(row, s);
            most = TLane.Max(most, joint);
        }

        var offset = TLane.Create(Largest(most));
        for (nint s = 0; s < memory.Padded; s += TLane.Count)
        {
            LaneMath.Exp(TLane.Load(row, s) - offset).Store(row, s);
        }
    }

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

    // A forward row with −∞ before it and everywhere in it.
    private readonly double* Cleared(int frame)
    {
        var row = memory.Forward(frame);
        new Span<double>(row - CtcMemory.Padding, memory.Padded + CtcMemory.Padding).Fill(double.NegativeInfinity);
        return row;
    }
}
