namespace LossKit;

/// <summary>The softmax over the classes of each position, lanes across positions.</summary>
/// <remarks>
/// With R = Σ e^(z − max) over all scores but one of the largest, the largest probability is 1/(1 + R) and falls short of 1 by R/(1 + R), without
/// cancellation. The derivative by z_c is p_c·(s_c − Σ p·s); since the probabilities add up to 1, all slopes may be taken relative to that
/// of a most probable class, and then nothing cancels where one class is all but sure.
/// </remarks>
internal readonly struct SoftmaxActivation : IRegionActivation
{
    /// <inheritdoc/>
    public static bool IsKept => true;

    /// <inheritdoc/>
    public static unsafe void Apply<TLane, T>(in RegionTile<T> tile)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var probabilities = tile.Probabilities;
        var misses = tile.Misses;
        nint stride = tile.Stride;
        var count = tile.Count;
        TileSoftmax.Measure<TLane, T>(probabilities, misses, stride, count, tile.Largest, tile.Rest);
        for (nint position = 0; position < stride; position += TLane.Count)
        {
            var rest = TLane.Load(tile.Rest, position);
            var scale = TLane.One / (TLane.One + rest);
            var topMiss = rest * scale;
            for (var i = position; i < count; i += stride)
            {
                var power = TLane.Load(misses, i);
                var probability = power * scale;
                probability.Store(probabilities, i);
                TLane.SelectLess(power, TLane.One, TLane.One - probability, topMiss).Store(misses, i);
            }
        }
    }

    /// <inheritdoc/>
    public static unsafe void Pull<TLane, T>(in RegionTile<T> tile)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var probabilities = tile.Probabilities;
        var slopes = tile.Slopes;
        nint stride = tile.Stride;
        var count = tile.Count;
        for (nint position = 0; position < stride; position += TLane.Count)
        {
            var most = TLane.Load(probabilities, position);
            var reference = TLane.Load(slopes, position);
            for (var i = position + stride; i < count; i += stride)
            {
                var probability = TLane.Load(probabilities, i);
                var isMore = probability > most;
                most = TLane.Select(isMore, probability, most);
                reference = TLane.Select(isMore, TLane.Load(slopes, i), reference);
            }

            var mean = TLane.Zero;
            for (var i = position; i < count; i += stride)
            {
                mean = TLane.MultiplyAdd(TLane.Load(probabilities, i), TLane.Load(slopes, i) - reference, mean);
            }

            for (var i = position; i < count; i += stride)
            {
                var slope = TLane.Load(slopes, i) - reference - mean;
                (TLane.Load(probabilities, i) * slope).Store(slopes, i);
            }
        }
    }
}
