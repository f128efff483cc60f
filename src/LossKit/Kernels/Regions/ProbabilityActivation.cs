namespace LossKit;

/// <summary>No activation: scores are probabilities.</summary>
internal readonly struct ProbabilityActivation : IRegionActivation
{
    /// <inheritdoc/>
    public static unsafe void Apply<TLane, T>(in RegionTile<T> tile)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint i = 0; i < tile.Count; i += TLane.Count)
        {
            (TLane.One - TLane.Load(tile.Probabilities, i)).Store(tile.Misses, i);
        }
    }

    /// <inheritdoc/>
    public static void Pull<TLane, T>(in RegionTile<T> tile)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
    }
}
