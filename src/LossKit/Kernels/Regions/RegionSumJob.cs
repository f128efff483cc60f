using System.Buffers;

namespace LossKit;

/// <summary>The pass that counts: activation, and the three sums of every class in every tile.</summary>
/// <typeparam name="TActivation">What makes probabilities of scores.</typeparam>
/// <typeparam name="TTerms">What an element adds.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe struct RegionSumJob<TActivation, TTerms, T> : IPartitionedJob, ILaneAction<T>
    where TActivation : struct, IRegionActivation
    where TTerms : struct, IRegionTerms
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public RegionSource<T> Source;
    public LaneWidth Width;

    // One for each class of each tile.
    public RegionCounts* Sums;

    private int _part;

    /// <inheritdoc/>
    public readonly void Execute(int part)
    {
        var job = this;
        job._part = part;
        LaneDispatch.Run<RegionSumJob<TActivation, TTerms, T>, T>(ref job, Width);
    }

    /// <inheritdoc/>
    public readonly void Run<TLane>()
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var positions = Source.Locate(_part, out var sample, out var first);
        var rented = ArrayPool<T>.Shared.Rent(RegionTile<T>.LengthOf(Source.Shape.Classes, positions));
        fixed (T* memory = rented)
        {
            var tile = new RegionTile<T>(memory, Source.Shape.Classes, positions);
            Source.Load(tile, sample, first);
            TActivation.Apply<TLane, T>(tile);
            Source.Erase(tile.Probabilities, tile, sample, first);
            Source.Erase(tile.Misses, tile, sample, first);
            for (var c = 0; c < tile.Classes; c++)
            {
                Sums[((nint)_part * tile.Classes) + c] = Sum<TLane>(tile, (nint)c * tile.Stride);
            }
        }

        ArrayPool<T>.Shared.Return(rented);
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
