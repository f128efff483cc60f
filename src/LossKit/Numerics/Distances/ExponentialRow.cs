namespace LossKit;

/// <summary>Replaces the scores of a row by e^(score − shift) and adds them up.</summary>
internal unsafe struct ExponentialRow : ILaneAction<double>
{
    /// <summary>The scores; −∞ gives 0.</summary>
    public double* Scores;

    /// <summary>How many there are.</summary>
    public int Count;

    /// <summary>What is taken from each.</summary>
    public double Shift;

    /// <summary>Receives the sum.</summary>
    public double Sum;

    /// <summary>Replaces scores by their exponentials.</summary>
    /// <param name="scores">The scores, which are overwritten.</param>
    /// <param name="shift">What is taken from each: the largest, so that nothing overflows.</param>
    /// <param name="width">The register width; it changes no bit.</param>
    /// <returns>The sum of the exponentials.</returns>
    public static double Replace(Span<double> scores, double shift, LaneWidth width)
    {
        fixed (double* first = scores)
        {
            var row = new ExponentialRow { Scores = first, Count = scores.Length, Shift = shift };
            LaneDispatch.Run<ExponentialRow, double>(ref row, width);
            return row.Sum;
        }
    }

    /// <inheritdoc/>
    public void Run<TLane>()
        where TLane : struct, ILaneMemory<TLane, double>
    {
        nint at = 0;
        for (; at + TLane.Count <= Count; at += TLane.Count)
        {
            Store<TLane>(at);
        }

        for (; at < Count; at++)
        {
            Store<ScalarLane<double>>(at);
        }

        Sum = BlockSum.SumBlocks<TLane, double>(Scores, Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Store<TLane>(nint at)
        where TLane : struct, ILaneMemory<TLane, double> =>
        LaneMath.Exp(TLane.Load(Scores, at) - TLane.Create(Shift)).Store(Scores, at);
}
