using System.Buffers;

namespace LossKit;

/// <summary>The first pass of the Lovász losses: the error of every element.</summary>
/// <typeparam name="TErrors">What an error is.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe struct LovaszErrorJob<TErrors, T> : IPartitionedJob, ILaneAction<T>
    where TErrors : struct, ILovaszErrors
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public RegionSource<T> Source;
    public LaneWidth Width;

    // One for each element, in the order of the predictions; 0 where the target is ignored.
    public T* Errors;

    private int _part;

    /// <inheritdoc/>
    public readonly void Execute(int part)
    {
        var job = this;
        job._part = part;
        LaneDispatch.Run<LovaszErrorJob<TErrors, T>, T>(ref job, Width);
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
            TErrors.Apply<TLane, T>(tile);
            for (nint i = 0; i < tile.Count; i += TLane.Count)
            {
                TErrors.Error(TLane.Load(tile.Probabilities, i), TLane.Load(tile.Misses, i), TLane.Load(tile.Targets, i)).Store(tile.Slopes, i);
            }

            Source.Erase(tile.Slopes, tile, sample, first);
            Source.Store(tile.Slopes, tile, sample, first, Errors, GradientMode.Write);
        }

        ArrayPool<T>.Shared.Return(rented);
    }
}
