namespace LossKit;

/// <summary>The softmax over the classes of each position, lanes across positions.</summary>
/// <remarks>
/// With R = Σ e^(z − max) over all scores but one of the largest, the largest probability is 1/(1 + R) and falls short of 1 by R/(1 + R), without
/// cancellation. The derivative by z_c is p_c·(s_c − Σ p·s); since the probabilities add up to 1, all slopes may be taken relative to that
/// of a most probable class, and then nothing cancels where one class is all but sure.
/// </remarks>
internal readonly struct SoftmaxActivation : IRegionActivation
{
    /// <summary>
    /// Turns scores into probabilities, and leaves max and R of each position in the first two rows of the tile's terms: ln Σ e^z = max + ln(1 + R).
    /// </summary>
    /// <inheritdoc/>
    public static unsafe void Apply<TLane, T>(in RegionTile<T> tile)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint position = 0; position < tile.Stride; position += TLane.Count)
        {
            var largest = Largest<TLane, T>(tile, position);

            // NaN for rows with a NaN or +∞, or with nothing but −∞: their largest score is no number to shift by.
            var shift = TLane.Select(TLane.Abs(largest) < TLane.Create(double.PositiveInfinity), largest, TLane.Create(double.NaN));
            var others = TLane.Zero;
            var tops = TLane.Zero;
            var end = position + tile.Count;
            for (var i = position; i < end; i += tile.Stride)
            {
                var power = Power(TLane.Load(tile.Probabilities, i), shift);
                power.Store(tile.Probabilities, i);
                var isTop = power >= TLane.One;
                tops += isTop & TLane.One;
                others += TLane.Select(isTop, TLane.Zero, power);
            }

            var rest = others + (tops - TLane.One);
            shift.Store(tile.Terms, position);
            rest.Store(tile.Terms, tile.Stride + position);
            var scale = TLane.One / (TLane.One + rest);
            for (var i = position; i < end; i += tile.Stride)
            {
                var power = TLane.Load(tile.Probabilities, i);
                var probability = power * scale;
                probability.Store(tile.Probabilities, i);
                TLane.Select(power >= TLane.One, rest * scale, TLane.One - probability).Store(tile.Misses, i);
            }
        }
    }

    /// <inheritdoc/>
    public static unsafe void Pull<TLane, T>(in RegionTile<T> tile)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint position = 0; position < tile.Stride; position += TLane.Count)
        {
            var end = position + tile.Count;
            var most = TLane.Zero;
            var reference = TLane.Zero;
            for (var i = position; i < end; i += tile.Stride)
            {
                var probability = TLane.Load(tile.Probabilities, i);
                var isMore = probability > most;
                most = TLane.Select(isMore, probability, most);
                reference = TLane.Select(isMore, TLane.Load(tile.Slopes, i), reference);
            }

            var mean = TLane.Zero;
            for (var i = position; i < end; i += tile.Stride)
            {
                mean = TLane.MultiplyAdd(TLane.Load(tile.Probabilities, i), TLane.Load(tile.Slopes, i) - reference, mean);
            }

            for (var i = position; i < end; i += tile.Stride)
            {
                var slope = TLane.Load(tile.Slopes, i) - reference - mean;
                (TLane.Load(tile.Probabilities, i) * slope).Store(tile.Slopes, i);
            }
        }
    }

    // e^(z − max) with what the subtraction rounds away (Knuth's two-sum), which would cost several digits' ends of a small probability.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Power<TLane>(TLane score, TLane largest)
        where TLane : struct, ILane<TLane>
    {
        var difference = score - largest;
        var part = difference - score;
        var lost = score - (difference - part) - (largest + part);
        var power = LaneMath.Exp(difference);

        // A score of −∞ has lost nothing that could be told.
        return TLane.MultiplyAdd(power, TLane.AreEqual(lost, lost) & lost, power);
    }

    private static unsafe TLane Largest<TLane, T>(in RegionTile<T> tile, nint position)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var largest = TLane.Load(tile.Probabilities, position);
        for (nint i = position + tile.Stride; i < position + tile.Count; i += tile.Stride)
        {
            largest = TLane.Max(largest, TLane.Load(tile.Probabilities, i));
        }

        return largest;
    }
}
