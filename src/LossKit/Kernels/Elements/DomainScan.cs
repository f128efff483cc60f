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

        nint i = 0;
        for (; i <= count - TLane.Count; i += TLane.Count)
        {
            var outside = IsOutside(TLane.Load(values, i), domain);
            if (weight is not null)
            {
                outside &= ~TLane.AreEqual(TLane.Load(weight, i), TLane.Zero);
            }

            if (TLane.Any(outside))
            {
                break;
            }
        }

        // What is left is the tail, or the register that holds the culprit.
        for (; i < count; i++)
        {
            if ((weight is null || weight[i] != T.Zero) && !domain.Contains(double.CreateTruncating(values[i])))
            {
                return i;
            }
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane IsOutside<TLane>(TLane value, Domain domain)
        where TLane : struct, ILane<TLane>
    {
        var lower = TLane.Create(domain.Lower);
        var upper = TLane.Create(domain.Upper);
        var outside = (value < lower) | (value > upper);
        if (domain.IsOpenBelow)
        {
            outside |= TLane.AreEqual(value, lower);
        }
        else if (domain.IsEndsOnly)
        {
            outside |= (value > lower) & (value < upper);
        }

        return outside;
    }

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
