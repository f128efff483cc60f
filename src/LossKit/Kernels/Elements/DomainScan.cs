namespace LossKit;

/// <summary>Looks for numbers outside a domain, a register at a time, while they are in the first-level cache anyway.</summary>
internal static unsafe class DomainScan
{
    /// <summary>Finds the first number outside, with the widest registers.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The numbers.</param>
    /// <param name="domain">The numbers allowed.</param>
    /// <returns>The index, or −1.</returns>
    public static nint FirstOutside<T>(ReadOnlySpan<T> values, Domain domain)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* first = values)
        {
            var scan = new Scan<T> { Values = first, Count = values.Length, Domain = domain };
            LaneDispatch.Run<Scan<T>, T>(ref scan);
            return scan.Found;
        }
    }

    /// <summary>Finds the first number outside.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The numbers.</param>
    /// <param name="weight">Factors of the numbers, or null: what counts 0 times is not looked at.</param>
    /// <param name="count">How many.</param>
    /// <param name="domain">The numbers allowed.</param>
    /// <returns>The index, or −1.</returns>
    public static nint FirstOutside<TLane, T>(T* values, T* weight, nint count, Domain domain)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (domain.IsUnbounded)
        {
            return -1;
        }

        var (least, greatest) = domain.Bounds<T>();
        var whole = count - (count % TLane.Count);
        for (nint start = 0; start < whole; start += BlockSum.BlockLength)
        {
            var end = nint.Min(start + BlockSum.BlockLength, whole);
            var isSuspect = domain.IsEndsOnly
                ? IsOffEnds<TLane, T>(values, weight, start, end, least, greatest)
                : weight is null
                    ? IsBeyond<TLane, T>(values, start, end, least, greatest)
                    : CountsBeyond<TLane, T>(values, weight, start, end, least, greatest);
            if (isSuspect)
            {
                var found = FirstOf(start, end);
                if (found >= 0)
                {
                    return found;
                }
            }
        }

        return FirstOf(whole, count);

        nint FirstOf(nint start, nint end)
        {
            for (var i = start; i < end; i++)
            {
                var isOutside = values[i] < least || values[i] > greatest
                    || (domain.IsEndsOnly && values[i] > least && values[i] < greatest);
                if (isOutside && (weight is null || weight[i] != T.Zero))
                {
                    return i;
                }
            }

            return -1;
        }
    }

    // The least and the greatest number of four registers in step, since each waits for the one before it. NaN is passed over, or is a
    // suspect where the processor's own minimum hands it on.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsBeyond<TLane, T>(T* values, nint start, nint end, T least, T greatest)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var low = TLane.Create(double.CreateTruncating(least));
        var high = TLane.Create(double.CreateTruncating(greatest));
        var smallest = new LaneQuad<TLane>(low, low, low, low);
        var largest = new LaneQuad<TLane>(high, high, high, high);
        var i = start;
        for (; i <= end - LaneQuad<TLane>.Count; i += LaneQuad<TLane>.Count)
        {
            var four = new LaneQuad<TLane>(
                TLane.Load(values, i),
                TLane.Load(values, i + TLane.Count),
                TLane.Load(values, i + (2 * TLane.Count)),
                TLane.Load(values, i + (3 * TLane.Count)));
            smallest = LaneQuad<TLane>.AtMost(smallest, four);
            largest = LaneQuad<TLane>.AtLeast(largest, four);
        }

        var smaller = TLane.AtMost(TLane.AtMost(smallest.A, smallest.B), TLane.AtMost(smallest.C, smallest.D));
        var larger = TLane.AtLeast(TLane.AtLeast(largest.A, largest.B), TLane.AtLeast(largest.C, largest.D));
        for (; i < end; i += TLane.Count)
        {
            var value = TLane.Load(values, i);
            smaller = TLane.AtMost(smaller, value);
            larger = TLane.AtLeast(larger, value);
        }

        return TLane.Any(~((smaller >= low) & (larger <= high)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool CountsBeyond<TLane, T>(T* values, T* weight, nint start, nint end, T least, T greatest)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var low = TLane.Create(double.CreateTruncating(least));
        var high = TLane.Create(double.CreateTruncating(greatest));
        var outside = TLane.Zero;
        for (var i = start; i < end; i += TLane.Count)
        {
            var value = TLane.Load(values, i);
            var found = TLane.SelectLess(value, low, TLane.One, TLane.SelectLess(high, value, TLane.One, outside));
            outside = Counting(outside, found, weight, i);
        }

        return TLane.Any(~TLane.AreEqual(outside, TLane.Zero));
    }

    // NaN belongs to every domain, but is a suspect here: a comparison less for the numbers that are.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsOffEnds<TLane, T>(T* values, T* weight, nint start, nint end, T least, T greatest)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var low = TLane.Create(double.CreateTruncating(least));
        var high = TLane.Create(double.CreateTruncating(greatest));
        var outside = TLane.Zero;
        for (var i = start; i < end; i += TLane.Count)
        {
            var value = TLane.Load(values, i);
            var found = TLane.SelectEqual(value, low, outside, TLane.SelectEqual(value, high, outside, TLane.One));
            outside = Counting(outside, found, weight, i);
        }

        return TLane.Any(~TLane.AreEqual(outside, TLane.Zero));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Counting<TLane, T>(TLane before, TLane found, T* weight, nint offset)
        where TLane : struct, ILaneMemory<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        weight is null ? found : TLane.SelectEqual(TLane.Load(weight, offset), TLane.Zero, before, found);

    private struct Scan<T> : ILaneAction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public T* Values;
        public nint Count;
        public Domain Domain;
        public nint Found;

        public void Run<TLane>()
            where TLane : struct, ILaneMemory<TLane, T> => Found = FirstOutside<TLane, T>(Values, null, Count, Domain);
    }
}
