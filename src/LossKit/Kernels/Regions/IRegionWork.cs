namespace LossKit;

/// <summary>What a pass over regions does with each tile.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal interface IRegionWork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Works on one tile; it writes only what no other tile touches.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <param name="source">What tiles are loaded from.</param>
    /// <param name="tile">The tile, loaded.</param>
    void Execute<TLane>(in RegionSource<T> source, in RegionTile<T> tile)
        where TLane : struct, ILaneMemory<TLane, T>;
}
