namespace LossKit;

/// <summary>Softmax cross-entropy of positions against class indices, lanes across positions: what suits few classes and many positions.</summary>
/// <remarks>−ln p_y = (max − z_y) + ln(1 + R), and its derivative p − onehot(y), which is −(1 − p_y) without cancellation at y.</remarks>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe struct PositionCrossEntropyWork<T> : IRegionWork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // What the gradient is multiplied by; it is added.
    public double Scale;
    public T* Gradient;

    // One for each tile.
    public double* Sums;

    /// <inheritdoc/>
    public readonly void Execute<TLane>(in RegionSource<T> source, in RegionTile<T> tile)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var own = tile.Terms + (2 * (nint)tile.Stride);
        PickOwnScores<TLane>(tile, own);
        SoftmaxActivation.Apply<TLane, T>(tile);
        if (Gradient is not null)
        {
            WriteSlopes<TLane>(tile, own);
            source.Erase(tile.Slopes, tile);
            source.Store(tile.Slopes, tile, Gradient, GradientMode.Add);
        }

        for (nint i = 0; i < tile.Stride; i += TLane.Count)
        {
            var distance = TLane.Load(tile.Terms, i) - TLane.Load(own, i);
            (distance + LaneMath.Log1p(TLane.Load(tile.Terms, tile.Stride + i))).Store(own, i);
        }

        source.EraseRow(own, tile);
        Sums[tile.Number] = BlockSum.Sum<TLane, T>(own, tile.Positions);
    }

    private static void PickOwnScores<TLane>(in RegionTile<T> tile, T* own)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        for (nint position = 0; position < tile.Stride; position += TLane.Count)
        {
            var score = TLane.Zero;
            for (var i = position; i < position + tile.Count; i += tile.Stride)
            {
                score = TLane.Select(TLane.Load(tile.Targets, i) > TLane.Zero, TLane.Load(tile.Probabilities, i), score);
            }

            score.Store(own, position);
        }
    }

    private readonly void WriteSlopes<TLane>(in RegionTile<T> tile, T* own)
        where TLane : struct, ILaneMemory<TLane, T>
    {
        var scale = TLane.Create(Scale);
        var nowhere = TLane.Create(double.NegativeInfinity);
        for (nint position = 0; position < tile.Stride; position += TLane.Count)
        {
            // A class with logit −∞ has no gradient even when it is the target.
            var isMasked = TLane.AreEqual(TLane.Load(own, position), nowhere);
            for (var i = position; i < position + tile.Count; i += tile.Stride)
            {
                var isOwn = TLane.Load(tile.Targets, i) > TLane.Zero;
                var ownSlope = ~isMasked & (-TLane.Load(tile.Misses, i));
                (scale * TLane.Select(isOwn, ownSlope, TLane.Load(tile.Probabilities, i))).Store(tile.Slopes, i);
            }
        }
    }
}
