namespace LossKit;

/// <summary>
/// A row of softmax cross-entropy whose target is spread over classes: smoothed class indices, or a distribution. The loss is
/// −Σ a·ln p with a coefficient a for each class, its gradient A·p − a with A = Σ a. The penalty counts A times.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="classWeights">The weight of each class, padded with zeros to whole lanes. Pinned by the caller.</param>
/// <param name="smoothing">How much of a target is spread, and over which classes.</param>
/// <param name="weights">How much rows count.</param>
/// <param name="penalty">The factor of the <see cref="NormaliserPenalty"/>; 0 for none.</param>
internal readonly unsafe struct WeightedClassesRow<T>(
    T* classWeights, ClassSmoothing smoothing, RowWeights<T> weights, double penalty = 0) : IRowKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public double? DivisorWeight(int target) => weights.Ignores(target) ? null : weights.Of(target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Evaluate<TLane, TWanted>(in RowMemory<T> row, int target, double scale)
        where TLane : struct, ILaneMemory<TLane, T>
        where TWanted : struct, IWanted
    {
        var softmax = SoftmaxRow.Measure<TLane, T>(row);
        if (softmax.IsUndefined)
        {
            new Span<T>(row.Gradient, row.Classes).Fill(T.NaN);
            new Span<T>(row.Hessian, row.Classes).Fill(T.NaN);
            return double.NaN;
        }

        Spread<TLane>(row, target);
        var mass = BlockSum.Sum<TLane, T>(row.Distribution, row.Padded);
        var shift = TLane.Create(softmax.Largest);
        for (nint i = 0; i < row.Padded; i += TLane.Count)
        {
            // 0 · ∞ = 0: a class without target costs nothing, whatever its logit.
            var distance = shift - TLane.Load(row.Scores, i);
            LaneMath.MultiplyOrZero(TLane.Load(row.Distribution, i), distance).Store(row.Gradient, i);
        }

        var value = BlockSum.Sum<TLane, T>(row.Gradient, row.Padded) + (mass * softmax.LogTotal);
        var normaliser = NormaliserPenalty.Of(mass * penalty, softmax);
        if (TWanted.Gradient)
        {
            WriteGradient<TLane>(row, softmax, mass, normaliser.Pull, scale);
        }

        if (TWanted.Hessian)
        {
            SoftmaxCurvature.Write<TLane, T>(row, softmax, (mass + normaliser.Pull) * scale);
            if (penalty != 0)
            {
                NormaliserPenalty.AddSquares<TLane, T>(row, softmax, normaliser.Bend * scale);
            }
        }

        return value + normaliser.Value;
    }

    private static void WriteGradient<TLane>(in RowMemory<T> row, in SoftmaxRow softmax, double mass, double pull, double scale)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var shift = TLane.Create(softmax.Largest);
        var nowhere = TLane.Create(double.NegativeInfinity);
        var inverse = TLane.Create(1 / softmax.Total);
        var factor = TLane.Create(mass / softmax.Total);
        var pulled = TLane.Create(pull);

        // A·p − a at the top; where p is near 1 it is taken as (A − a) − A·(1 − p), exact where the target agrees with the prediction.
        var topMiss = softmax.HasSingleTop ? softmax.TopMiss : 1 - (1 / softmax.Total);
        var isSure = topMiss < 0.5;
        var whole = TLane.Create(isSure ? mass : mass / softmax.Total);
        var missing = TLane.Create(isSure ? mass * topMiss : 0);
        var by = TLane.Create(scale);
        for (nint i = 0; i < row.Padded; i += TLane.Count)
        {
            var score = TLane.Load(row.Scores, i);
            var coefficient = TLane.Load(row.Distribution, i);
            var elsewhere = TLane.MultiplyAdd(TLane.Load(row.Scratch, i), factor, -coefficient);
            var isTop = TLane.AreEqual(score, shift);
            var gradient = TLane.Select(isTop, whole - coefficient - missing, elsewhere);
            gradient = TLane.MultiplyAdd(pulled, TLane.Select(isTop, inverse, TLane.Load(row.Scratch, i) * inverse), gradient);
            (~TLane.AreEqual(score, nowhere) & (gradient * by)).Store(row.Gradient, i);
        }
    }

    // Leaves the coefficients in the row's distribution.
    private void Spread<TLane>(in RowMemory<T> row, int target)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var share = TLane.Create(smoothing.Share(row.Classes));
        var kept = TLane.Create(smoothing.Kept);
        for (nint i = 0; i < row.Padded; i += TLane.Count)
        {
            var spread = target < 0 ? TLane.MultiplyAdd(kept, TLane.Load(row.Distribution, i), share) : share;
            (spread * TLane.Load(classWeights, i)).Store(row.Distribution, i);
        }

        if (target >= 0)
        {
            row.Distribution[target] = classWeights[target] * T.CreateTruncating(smoothing.Own(row.Classes));
        }
    }
}
