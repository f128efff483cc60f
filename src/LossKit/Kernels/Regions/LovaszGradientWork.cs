namespace LossKit;

/// <summary>The last pass of the Lovász losses: from derivatives by the predictions' errors to derivatives by the scores.</summary>
/// <typeparam name="TErrors">What an error is.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe struct LovaszGradientWork<TErrors, T> : IRegionWork<T>
    where TErrors : struct, ILovaszErrors
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T* Slopes;

    // What each class of each sample weighs.
    public double* Weights;

    // What the reduction divides by goes on at the very end, so that a mean has the digits of a sum.
    public double Scale;
    public T* Gradient;
    public GradientMode Mode;

    /// <inheritdoc/>
    public readonly void Execute<TLane>(in RegionSource<T> source, in RegionTile<T> tile)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        TErrors.Apply<TLane, T>(tile);
        source.Fetch(Slopes, tile.Slopes, tile);
        for (var c = 0; c < tile.Classes; c++)
        {
            tile.ScaleSlopes<TLane>(c, Weights[(tile.Sample * tile.Classes) + c]);
        }

        TErrors.Pull<TLane, T>(tile);
        for (var c = 0; c < tile.Classes; c++)
        {
            tile.ScaleSlopes<TLane>(c, Scale);
        }

        source.Erase(tile.Slopes, tile);
        source.Store(tile.Slopes, tile, Gradient, Mode);
    }
}
