namespace LossKit;

/// <summary>The first pass of the Lovász losses: the error of every element.</summary>
/// <typeparam name="TErrors">What an error is.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe struct LovaszErrorWork<TErrors, T> : IRegionWork<T>
    where TErrors : struct, ILovaszErrors
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // One for each element, in the order of the predictions; 0 where the target is ignored.
    public T* Errors;

    /// <inheritdoc/>
    public readonly void Execute<TLane>(in RegionSource<T> source, in RegionTile<T> tile)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        TErrors.Apply<TLane, T>(tile);
        for (nint i = 0; i < tile.Count; i += TLane.Count)
        {
            TErrors.Error(TLane.Load(tile.Probabilities, i), TLane.Load(tile.Misses, i), TLane.Load(tile.Targets, i)).Store(tile.Slopes, i);
        }

        source.Erase(tile.Slopes, tile);
        source.Store(tile.Slopes, tile, Errors, GradientMode.Write);
    }
}
