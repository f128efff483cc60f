namespace LossKit;

/// <summary>
/// The softmax of several rows, one in each element of a lane: the largest score, and R = Σ e^(z − max) over all scores but one of the largest, as
/// in <see cref="SoftmaxRow"/>. A row without a softmax has NaN.
/// </summary>
/// <typeparam name="TLane">The lane.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
internal readonly unsafe struct TileSoftmax<TLane, T>
    where TLane : struct, ILaneMemory<TLane, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // More additions in a chain than this would cost digits.
    private const int Chain = 16;

    private TileSoftmax(TLane largest, TLane rest)
    {
        Largest = largest;
        Rest = rest;
    }

    /// <summary>Gets the largest scores.</summary>
    public TLane Largest { get; }

    /// <summary>Gets R.</summary>
    public TLane Rest { get; }

    /// <summary>Measures rows.</summary>
    /// <param name="scores">The scores of the first class; the same places of the other classes follow.</param>
    /// <param name="powers">Receives e^(z − max) in the same order; it may be the memory of the scores.</param>
    /// <param name="stride">How far classes lie apart.</param>
    /// <param name="count">The distance at which there is no class any more.</param>
    /// <returns>The measures.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TileSoftmax<TLane, T> Measure(T* scores, T* powers, nint stride, nint count)
    {
        var largest = TLane.Load(scores, 0);
        for (var i = stride; i < count; i += stride)
        {
            largest = TLane.Larger(largest, TLane.Load(scores, i));
        }

        // NaN for rows with +∞, or with nothing but −∞: their largest score is no number to shift by.
        largest = TLane.Select(TLane.Abs(largest) < TLane.Create(double.PositiveInfinity), largest, TLane.Create(double.NaN));
        var others = TLane.Zero;
        var tops = TLane.Zero;
        for (nint start = 0; start < count; start += Chain * stride)
        {
            var sum = TLane.Zero;
            var end = Math.Min(start + (Chain * stride), count);
            for (var i = start; i < end; i += stride)
            {
                var power = Power(TLane.Load(scores, i), largest);
                power.Store(powers, i);

                // A power of 1 is that of a largest score, or of one that rounds to it.
                var isTop = power >= TLane.One;
                sum = TLane.Select(isTop, sum, sum + power);
                tops = TLane.Select(isTop, tops + TLane.One, tops);
            }

            others += sum;
        }

        return new(largest, others + (tops - TLane.One));
    }

    /// <summary>Gives e^(z − max) with what the subtraction rounds away (Knuth's two-sum), which would cost a small probability digits.</summary>
    /// <param name="score">The scores.</param>
    /// <param name="largest">The largest scores of their rows.</param>
    /// <returns>The powers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Power(TLane score, TLane largest)
    {
        var difference = score - largest;
        var part = difference - score;
        var lost = score - (difference - part) - (largest + part);
        var power = LaneMath.Decay(difference);

        // A score of −∞ has lost nothing that could be told.
        return TLane.MultiplyAdd(power, TLane.AreEqual(lost, lost) & lost, power);
    }
}
