namespace LossKit;

/// <summary>
/// A row of softmax cross-entropy whose target is spread over classes: smoothed class indices, or a distribution. The loss is
/// −Σ a·ln p with a coefficient a for each class, its gradient A·p − a with A = Σ a. The penalty counts A times.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="classWeights">The weight of each class, padded with zeros to whole lanes; null for 1, where nothing is spread. Pinned by the caller.</param>
/// <param name="smoothing">How much of a target is spread, and over which classes.</param>
/// <param name="weights">How much rows count.</param>
/// <param name="penalty">The factor of the <see cref="NormaliserPenalty"/>; 0 for none.</param>
internal readonly unsafe struct WeightedClassesRow<T>(
    T* classWeights, ClassSmoothing smoothing, RowWeights<T> weights, double penalty = 0) : ITileKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public bool Ignores(int target) => weights.Ignores(target);

    /// <inheritdoc/>
    public double DivisorOf(ReadOnlySpan<int> targets, ReadOnlySpan<bool> mask) => weights.Sum(targets, mask, RowDivisor.Weights);

    /// <inheritdoc/>
    public double Sum<TLane, TWanted>(in RowPortion<T> rows)
        where TLane : struct, ILaneMemory<TLane, T>
        where TWanted : struct, IWanted => SoftmaxRows.Sum<TLane, TWanted, WeightedClassesRow<T>, T>(this, rows);

    /// <inheritdoc/>
    public void Weigh(in RowTile<T> tile, int count)
    {
    }

    /// <inheritdoc/>
    public void Evaluate<TLane, TWanted>(in RowTile<T> tile, double scale)
        where TLane : struct, ILaneMemory<TLane, T>
        where TWanted : struct, IWanted =>
        new WeightedClassesTile<T>(classWeights, smoothing, penalty).Evaluate<TLane, TWanted>(tile, scale);

    /// <inheritdoc/>
    public double Evaluate<TLane, TWanted>(in RowMemory<T> row, int target, double scale)
        where TLane : struct, ILaneMemory<TLane, T>
        where TWanted : struct, IWanted
    {
        var share = smoothing.Share(row.Classes);
        if (target < 0)
        {
            var spread = new SpreadDistribution<T>(classWeights, smoothing.Kept, share);
            return CoefficientRow.Evaluate<TLane, TWanted, SpreadDistribution<T>, T>(row, spread, scale, penalty);
        }

        var index = new SpreadIndex<T>(classWeights, target, smoothing.Own(row.Classes), share);
        return CoefficientRow.Evaluate<TLane, TWanted, SpreadIndex<T>, T>(row, index, scale, penalty);
    }
}
