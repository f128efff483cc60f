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

    /// <inheritdoc/>
    public readonly void Execute<TLane>(in RegionSource<T> source, in RegionTile<T> tile)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        TActivation.Apply<TLane, T>(tile);
        source.Erase(tile.Probabilities, tile);
        source.Erase(tile.Misses, tile);
        for (var c = 0; c < tile.Classes; c++)
        {
            Sums[((nint)tile.Number * tile.Classes) + c] = Sum<TLane>(tile, (nint)c * tile.Stride);
        }
    }

    private static RegionCounts Sum<TLane>(in RegionTile<T> tile, nint row)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var truePositives = tile.Terms;
        var falsePositives = truePositives + tile.Stride;
        var falseNegatives = falsePositives + tile.Stride;
        for (nint i = 0; i < tile.Stride; i += TLane.Count)
        {
            TTerms.Count(
                TLane.Load(tile.Probabilities, row + i),
                TLane.Load(tile.Misses, row + i),
                TLane.Load(tile.Targets, row + i),
                out var truePositive,
                out var falsePositive,
                out var falseNegative);
            truePositive.Store(truePositives, i);
            falsePositive.Store(falsePositives, i);
            falseNegative.Store(falseNegatives, i);
        }

        return new(
            BlockSum.Sum<TLane, T>(truePositives, tile.Positions),
            BlockSum.Sum<TLane, T>(falsePositives, tile.Positions),
            BlockSum.Sum<TLane, T>(falseNegatives, tile.Positions));
    }
}
