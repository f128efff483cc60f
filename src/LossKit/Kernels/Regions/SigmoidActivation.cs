namespace LossKit;

/// <summary>The sigmoid of each score: p = σ(z), and the derivative by z is that by p times p·(1 − p).</summary>
internal readonly struct SigmoidActivation : IRegionActivation
{
    /// <inheritdoc/>
    public static unsafe void Apply<TLane, T>(in RegionTile<T> tile)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint i = 0; i < tile.Count; i += TLane.Count)
        {
            LaneMath.Logistic(TLane.Load(tile.Probabilities, i), out _, out var probability, out var miss);
            probability.Store(tile.Probabilities, i);
            miss.Store(tile.Misses, i);
        }
    }

    /// <inheritdoc/>
    public static unsafe void Pull<TLane, T>(in RegionTile<T> tile)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint i = 0; i < tile.Count; i += TLane.Count)
        {
            var inner = TLane.Load(tile.Probabilities, i) * TLane.Load(tile.Misses, i);
            (TLane.Load(tile.Slopes, i) * inner).Store(tile.Slopes, i);
        }
    }
}
