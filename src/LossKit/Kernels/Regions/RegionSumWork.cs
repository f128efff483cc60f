namespace LossKit;

/// <summary>The pass that counts: activation, and the three sums of every class in every tile.</summary>
/// <typeparam name="TActivation">What makes probabilities of scores.</typeparam>
/// <typeparam name="TTerms">What an element adds.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe struct RegionSumWork<TActivation, TTerms, T> : IRegionWork<T>
    where TActivation : struct, IRegionActivation
    where TTerms : struct, IRegionTerms
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // One for each class of each tile.
    public RegionCounts* Sums;

    // Receives the probabilities, in the shape of the predictions; null where they are not kept.
    public T* Kept;

    /// <inheritdoc/>
    public readonly void Execute<TLane>(in RegionSource<T> source, in RegionTile<T> tile)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        TActivation.Apply<TLane, T>(tile);
        if (Kept is not null)
        {
            source.Store(tile.Probabilities, tile, Kept, GradientMode.Write);
        }

        source.Erase(tile.Probabilities, tile);
        source.Erase(tile.Misses, tile);
        tile.ErasePadding(tile.Probabilities);
        tile.ErasePadding(tile.Misses);
        for (var c = 0; c < tile.Classes; c++)
        {
            Sums[((nint)tile.Number * tile.Classes) + c] = Sum<TLane>(tile, (nint)c * tile.Stride);
        }
    }

    // In the order of BlockSum.
    [SkipLocalsInit]
    private static RegionCounts Sum<TLane>(in RegionTile<T> tile, nint row)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var truePositives = stackalloc double[3 * BlockSum.Accumulators];
        new Span<double>(truePositives, 3 * BlockSum.Accumulators).Clear();
        var falsePositives = truePositives + BlockSum.Accumulators;
        var falseNegatives = falsePositives + BlockSum.Accumulators;
        var probabilities = tile.Probabilities + row;
        var misses = tile.Misses + row;
        var targets = tile.Targets + row;
        nint stride = tile.Stride;
        for (nint start = 0; start < stride; start += BlockSum.RunLength)
        {
            var end = Math.Min(start + BlockSum.RunLength, stride);
            for (nint column = 0; column < BlockSum.Accumulators; column += TLane.Count)
            {
                var (foundSum, wrongSum, missedSum) = (TLane.Zero, TLane.Zero, TLane.Zero);
                for (var i = start + column; i < end; i += BlockSum.Accumulators)
                {
                    TTerms.Count(
                        TLane.Load(probabilities, i), TLane.Load(misses, i), TLane.Load(targets, i), out var found, out var wrong, out var missed);
                    foundSum += found;
                    wrongSum += wrong;
                    missedSum += missed;
                }

                foundSum.AddTo(truePositives + column);
                wrongSum.AddTo(falsePositives + column);
                missedSum.AddTo(falseNegatives + column);
            }
        }

        return new(BlockSum.Join(truePositives), BlockSum.Join(falsePositives), BlockSum.Join(falseNegatives));
    }
}
