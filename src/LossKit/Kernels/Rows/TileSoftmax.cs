namespace LossKit;

/// <summary>
/// The softmax of several rows side by side, one in each element of a lane: the largest score, and R = Σ e^(z − max) over all scores but one of
/// the largest, as in <see cref="SoftmaxRow"/>. A row without a softmax has NaN.
/// </summary>
/// <remarks>Step by step over all rows, so that each step is compiled into one piece and the processor sees many rows at once.</remarks>
internal static unsafe class TileSoftmax
{
    // More additions in a chain than this would cost digits.
    private const int Chain = 16;

    // The numbers before 1. A power above is that of a largest score, or of one that rounds to it.
    private const double BelowOneSingle = 1 - (1.0 / (1 << 24));
    private const double BelowOneDouble = 1 - (1.0 / (1L << 53));

    /// <summary>Measures rows.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="scores">A line of scores for each class, one line after the other.</param>
    /// <param name="powers">Receives e^(z − max) in the same order.</param>
    /// <param name="stride">The length of a line: whole lanes.</param>
    /// <param name="count">The length of all lines.</param>
    /// <param name="largest">Receives the largest score of each row.</param>
    /// <param name="rest">Receives R of each row.</param>
    public static void Measure<TLane, T>(T* scores, T* powers, nint stride, nint count, T* largest, T* rest)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        FindLargest<TLane, T>(scores, stride, count, largest);
        for (nint line = 0; line < count; line += stride)
        {
            Raise<TLane, T>(scores + line, powers + line, stride, largest);
        }

        AddUp<TLane, T>(scores, powers, stride, count, largest, rest);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FindLargest<TLane, T>(T* scores, nint stride, nint count, T* largest)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint place = 0; place < stride; place += TLane.Count)
        {
            var most = TLane.Load(scores, place);
            for (var i = place + stride; i < count; i += stride)
            {
                most = TLane.Larger(most, TLane.Load(scores, i));
            }

            // NaN for rows with +∞, or with nothing but −∞: their largest score is no number to shift by.
            TLane.SelectLess(TLane.Abs(most), TLane.Create(double.PositiveInfinity), most, TLane.Create(double.NaN)).Store(largest, place);
        }
    }

    // e of differences. Four lanes at a time, but for those that are left over.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Raise<TLane, T>(T* scores, T* powers, nint length, T* largest)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint i = 0;
        for (; i <= length - (4 * TLane.Count); i += 4 * TLane.Count)
        {
            var four = LaneMath.Decay(new LaneQuad<TLane>(
                TLane.Load(scores, i) - TLane.Load(largest, i),
                TLane.Load(scores, i + TLane.Count) - TLane.Load(largest, i + TLane.Count),
                TLane.Load(scores, i + (2 * TLane.Count)) - TLane.Load(largest, i + (2 * TLane.Count)),
                TLane.Load(scores, i + (3 * TLane.Count)) - TLane.Load(largest, i + (3 * TLane.Count))));
            four.A.Store(powers, i);
            four.B.Store(powers, i + TLane.Count);
            four.C.Store(powers, i + (2 * TLane.Count));
            four.D.Store(powers, i + (3 * TLane.Count));
        }

        if (i < length)
        {
            RaiseRest<TLane, T>(scores, powers, i, length, largest);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RaiseRest<TLane, T>(T* scores, T* powers, nint start, nint length, T* largest)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = start; i < length; i += TLane.Count)
        {
            LaneMath.Decay(TLane.Load(scores, i) - TLane.Load(largest, i)).Store(powers, i);
        }
    }

    // Gives powers what the differences have rounded away, and adds them up.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddUp<TLane, T>(T* scores, T* powers, nint stride, nint count, T* largest, T* rest)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var belowOne = TLane.Create(TLane.IsDouble ? BelowOneDouble : BelowOneSingle);
        for (nint place = 0; place < stride; place += TLane.Count)
        {
            var top = TLane.Load(largest, place);
            var others = TLane.Zero;
            var tops = TLane.Zero;
            for (var start = place; start < count; start += Chain * stride)
            {
                var sum = TLane.Zero;
                var end = Math.Min(start + (Chain * stride), count);
                for (var i = start; i < end; i += stride)
                {
                    var lost = Lost(TLane.Load(scores, i), top);
                    var power = TLane.Load(powers, i);
                    power = TLane.MultiplyAdd(power, lost, power);
                    power.Store(powers, i);
                    sum = TLane.SelectLess(belowOne, power, sum, sum + power);
                    tops = TLane.SelectLess(belowOne, power, tops + TLane.One, tops);
                }

                others += sum;
            }

            (others + (tops - TLane.One)).Store(rest, place);
        }
    }

    // What the subtraction rounds away (Knuth's two-sum), which would cost a small probability digits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Lost<TLane>(TLane score, TLane largest)
        where TLane : struct, ILane<TLane>
    {
        var difference = score - largest;
        var part = difference - score;
        var lost = score - (difference - part) - (largest + part);

        // A score of −∞ has lost nothing that could be told.
        return TLane.SelectEqual(lost, lost, lost, TLane.Zero);
    }
}
