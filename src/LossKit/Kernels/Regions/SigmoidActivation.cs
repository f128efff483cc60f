namespace LossKit;

/// <summary>The sigmoid of each score: p = σ(z), and the derivative by z is that by p times p·(1 − p).</summary>
internal readonly struct SigmoidActivation : IRegionActivation
{
    /// <inheritdoc/>
    public static unsafe void Apply<TLane, T>(in RegionTile<T> tile)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var probabilities = tile.Probabilities;
        var misses = tile.Misses;
        var count = tile.Count;
        for (nint i = 0; i < count; i += TLane.Count)
        {
            LaneMath.Logistic(TLane.Load(probabilities, i), out _, out var probability, out var miss);
            probability.Store(probabilities, i);
            miss.Store(misses, i);
        }
    }

    /// <inheritdoc/>
    public static unsafe void Pull<TLane, T>(in RegionTile<T> tile)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var probabilities = tile.Probabilities;
        var misses = tile.Misses;
        var slopes = tile.Slopes;
        var count = tile.Count;
        for (nint i = 0; i < count; i += TLane.Count)
        {
            var inner = TLane.Load(probabilities, i) * TLane.Load(misses, i);
            (TLane.Load(slopes, i) * inner).Store(slopes, i);
        }
    }
}
