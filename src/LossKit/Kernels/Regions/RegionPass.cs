using System.Buffers;

namespace LossKit;

/// <summary>A pass over all tiles of an input, each in scratch memory of its own.</summary>
/// <typeparam name="TWork">What is done with a tile.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
internal struct RegionPass<TWork, T> : IPartitionedJob, ILaneAction<T>
    where TWork : struct, IRegionWork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RegionSource<T> _source;
    private readonly TWork _work;
    private readonly LaneWidth _width;
    private int _number;

    private RegionPass(in RegionSource<T> source, in TWork work, LaneWidth width)
    {
        _source = source;
        _work = work;
        _width = width;
    }

    /// <summary>Works on all tiles.</summary>
    /// <param name="source">What tiles are loaded from.</param>
    /// <param name="work">What is done with each.</param>
    /// <param name="width">The register width.</param>
    public static void Run(in RegionSource<T> source, in TWork work, LaneWidth width)
    {
        var pass = new RegionPass<TWork, T>(source, work, width);
        RegionDriver.Execute(ref pass, source.Shape.Tiles, source.Shape);
    }

    /// <inheritdoc/>
    public readonly void Execute(int part)
    {
        var pass = this;
        pass._number = part;
        LaneDispatch.Run<RegionPass<TWork, T>, T>(ref pass, _width);
    }

    /// <inheritdoc/>
    public readonly unsafe void Run<TLane>()
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var rented = ArrayPool<T>.Shared.Rent(RegionTile<T>.LengthOf(_source.Shape.Classes, _source.Shape.TileLength) + RegionTile<T>.Padding);
        fixed (T* memory = rented)
        {
            var tile = new RegionTile<T>(CacheLine.Align(memory), _source.Shape, _number);
            _source.Load<TLane>(tile);
            _work.Execute<TLane>(_source, tile);
        }

        ArrayPool<T>.Shared.Return(rented);
    }
}
