using System.Buffers;

namespace LossKit;

/// <summary>The last pass of the Lovász losses: from derivatives by the predictions' errors to derivatives by the scores.</summary>
/// <typeparam name="TErrors">What an error is.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe struct LovaszGradientJob<TErrors, T> : IPartitionedJob, ILaneAction<T>
    where TErrors : struct, ILovaszErrors
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public RegionSource<T> Source;
    public LaneWidth Width;
    public T* Slopes;

    // What each class of each sample weighs.
    public double* Weights;

    // What the reduction divides by goes on at the very end, so that a mean has the digits of a sum.
    public double Scale;
    public T* Gradient;
    public GradientMode Mode;

    private int _part;

    /// <inheritdoc/>
    public readonly void Execute(int part)
    {
        var job = this;
        job._part = part;
        LaneDispatch.Run<LovaszGradientJob<TErrors, T>, T>(ref job, Width);
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
            Source.Fetch(Slopes, sample, first, tile.Slopes, tile);
            for (var c = 0; c < tile.Classes; c++)
            {
                tile.ScaleSlopes<TLane>(c, Weights[(sample * tile.Classes) + c]);
            }

            TErrors.Pull<TLane, T>(tile);
            for (var c = 0; c < tile.Classes; c++)
            {
                tile.ScaleSlopes<TLane>(c, Scale);
            }

            Source.Erase(tile.Slopes, tile, sample, first);
            Source.Store(tile.Slopes, tile, sample, first, Gradient, Mode);
        }

        ArrayPool<T>.Shared.Return(rented);
    }
}
