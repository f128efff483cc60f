namespace LossKit;

/// <summary>
/// The softmax of one row, kept as its largest score and what the others add up to, so that nothing cancels: with
/// R = Σ e^(z − max) over all scores but one of the largest, ln Σ e^z = max + ln(1 + R), and the largest
/// probability falls short of 1 by R/(1 + R).
/// </summary>
internal readonly struct SoftmaxRow
{
    private SoftmaxRow(double largest, double rest)
    {
        Largest = largest;
        Rest = rest;
    }

    /// <summary>Gets the largest score; NaN or ±∞ make the whole row NaN.</summary>
    public double Largest { get; }

    /// <summary>Gets R.</summary>
    public double Rest { get; }

    /// <summary>Gets whether the row has no softmax: a NaN, a +∞, or nothing but −∞.</summary>
    public bool IsUndefined => !double.IsFinite(Rest);

    /// <summary>Gets Σ e^(z − max).</summary>
    public double Total => 1 + Rest;

    /// <summary>Gets ln Σ e^(z − max).</summary>
    public double LogTotal => LogOf(Rest);

    /// <summary>Gets how far the largest probability falls short of 1.</summary>
    public double TopMiss => Rest / Total;

    /// <summary>Measures a row, and leaves e^(z − max) in its scratch memory, if there is any.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="row">The row.</param>
    /// <returns>The measures.</returns>
    [SkipLocalsInit]
    public static unsafe SoftmaxRow Measure<TLane, T>(in RowMemory<T> row)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var largest = RowScan.Largest<TLane, T>(row.Body, row.Tail);
        if (!T.IsFinite(largest))
        {
            return new(double.CreateTruncating(largest), double.NaN);
        }

        var totals = stackalloc double[BlockSum.Accumulators];
        new Span<double>(totals, BlockSum.Accumulators).Clear();
        var top = RowScan.Find<TLane, T>(row, largest);
        RowPowers.Add<TLane, T>(row, largest, top, totals);
        return new(double.CreateTruncating(largest), BlockSum.Join(totals));
    }

    /// <summary>Says how far the probability of a score falls short of 1.</summary>
    /// <param name="score">The score.</param>
    /// <param name="probability">Its probability.</param>
    /// <returns>1 − p, without cancellation.</returns>
    public double Miss(double score, double probability) => score == Largest ? TopMiss : 1 - probability;

    /// <summary>Gives ln p of a score.</summary>
    /// <param name="score">The score.</param>
    /// <returns>The logarithm of its probability.</returns>
    public double LogProbability(double score) => score - Largest - LogTotal;

    /// <summary>Gives p of a score, as the loop over the row does.</summary>
    /// <typeparam name="T">The element type of the row.</typeparam>
    /// <param name="score">The score.</param>
    /// <returns>Its probability.</returns>
    public double Probability<T>(double score)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PowerOf<T>(score, Largest) / Total;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double LogOf(double rest) => ScalarMath.Log1p(rest);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double PowerOf<T>(double score, double largest)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var distance = ScalarLane<T>.Create(score) - ScalarLane<T>.Create(largest);
        return double.CreateTruncating(LaneMath.Decay(distance).Value);
    }
}
