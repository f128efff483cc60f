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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Evaluate<TLane, TWanted>(in RowMemory<T> row, int target, double scale)
        where TLane : struct, ILaneMemory<TLane, T>
        where TWanted : struct, IWanted
    {
        Spread<TLane>(row, target);
        return CoefficientRow.Evaluate<TLane, TWanted, T>(row, scale, penalty);
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
