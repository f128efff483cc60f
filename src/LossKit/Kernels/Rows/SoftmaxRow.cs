namespace LossKit;

/// <summary>
/// The softmax of one row, kept as its largest score and what the others add up to, so that nothing cancels: with
/// R = Σ e^(z − max) over all scores but one of the largest, ln Σ e^z = max + ln(1 + R), and the largest
/// probability falls short of 1 by R/(1 + R).
/// </summary>
internal readonly struct SoftmaxRow
{
    private SoftmaxRow(double largest, double rest, bool hasSingleTop)
    {
        Largest = largest;
        Rest = rest;
        HasSingleTop = hasSingleTop;
    }

    /// <summary>Gets the largest score; NaN or +∞ make the whole row NaN, and so does −∞.</summary>
    public double Largest { get; }

    /// <summary>Gets R.</summary>
    public double Rest { get; }

    /// <summary>Gets whether exactly one score is the largest.</summary>
    public bool HasSingleTop { get; }

    /// <summary>Gets whether the row has no softmax: a NaN, a +∞, or nothing but −∞.</summary>
    public bool IsUndefined => !double.IsFinite(Largest) || double.IsNaN(Rest);

    /// <summary>Gets Σ e^(z − max).</summary>
    public double Total => 1 + Rest;

    /// <summary>Gets ln Σ e^(z − max).</summary>
    public double LogTotal => LaneMath.Log1p(ScalarLane<double>.Create(Rest)).Value;

    /// <summary>Gets how far the largest probability falls short of 1.</summary>
    public double TopMiss => Rest / Total;

    /// <summary>Measures a row, and leaves e^(z − max) in its scratch memory, with 0 where z is the largest.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="row">The row.</param>
    /// <returns>The measures.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe SoftmaxRow Measure<TLane, T>(in RowMemory<T> row)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var scores = row.Scores;
        var powers = row.Scratch;
        var maximum = TLane.Load(scores, 0);
        for (nint i = TLane.Count; i < row.Padded; i += TLane.Count)
        {
            maximum = TLane.Max(maximum, TLane.Load(scores, i));
        }

        var lanes = stackalloc T[RowMemory<T>.Padding];
        maximum.Store(lanes, 0);
        var largest = lanes[0];
        for (var i = 1; i < TLane.Count; i++)
        {
            largest = T.Max(largest, lanes[i]);
        }

        var top = double.CreateTruncating(largest);
        if (!double.IsFinite(top))
        {
            return new(top, double.NaN, hasSingleTop: false);
        }

        var shift = TLane.Create(top);
        var count = TLane.Zero;
        for (nint i = 0; i < row.Padded; i += TLane.Count)
        {
            var score = TLane.Load(scores, i);
            var isTop = TLane.AreEqual(score, shift);
            (~isTop & LaneMath.Exp(score - shift)).Store(powers, i);
            count += isTop & TLane.One;
        }

        // A count of ones is exact in any order.
        count.Store(lanes, 0);
        var tops = 0.0;
        for (var i = 0; i < TLane.Count; i++)
        {
            tops += double.CreateTruncating(lanes[i]);
        }

        return new(top, BlockSum.Sum<TLane, T>(powers, row.Padded) + (tops - 1), tops == 1);
    }

    /// <summary>Says how far the probability of a score falls short of 1.</summary>
    /// <param name="score">The score.</param>
    /// <returns>1 − p, without cancellation.</returns>
    public double Miss(double score) => HasSingleTop && score == Largest ? TopMiss : 1 - Probability(score);

    /// <summary>Gives ln p of a score.</summary>
    /// <param name="score">The score.</param>
    /// <returns>The logarithm of its probability.</returns>
    public double LogProbability(double score) => score - Largest - LogTotal;

    /// <summary>Gives p of a score.</summary>
    /// <param name="score">The score.</param>
    /// <returns>Its probability.</returns>
    public double Probability(double score) =>
        LaneMath.Exp(ScalarLane<double>.Create(score - Largest)).Value / Total;
}
