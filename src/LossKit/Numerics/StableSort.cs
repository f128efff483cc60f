using System.Buffers;

namespace LossKit;

/// <summary>Sorts keys upwards, and with them what belongs to them; of equal keys the first stays the first.</summary>
/// <remarks>
/// Many keys are put in order digit by digit, from the lowest, each pass by counting: no comparison is made that a processor would have to guess. A
/// digit that is the same in all keys costs no pass.
/// </remarks>
internal static class StableSort
{
    // A pass writes to so many places at a time that they still lie in the nearest cache.
    private const int DigitBits = 11;

    private const int Digits = 1 << DigitBits;

    private const int ItemBits = 32;

    // Below, clearing the counts would take longer than comparing.
    private const int FewKeys = 512;

    /// <summary>Sorts.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="items">What belongs to them: numbers of at least 0, upwards where keys are equal.</param>
    /// <param name="bits">How many of the lowest bits of the keys are not 0 in all of them.</param>
    public static void Sort(Span<ulong> keys, Span<int> items, int bits)
    {
        if (keys.Length < FewKeys)
        {
            SortFew(keys, items);
        }
        else if (bits <= ItemBits)
        {
            SortJoined(keys, items, bits);
        }
        else
        {
            SortMany(keys, items, 0, bits);
        }
    }

    // A short key and its item are one number, which halves what is moved.
    private static void SortJoined(Span<ulong> keys, Span<int> items, int bits)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = (keys[i] << ItemBits) | (uint)items[i];
        }

        SortMany(keys, [], ItemBits, bits);
        for (var i = 0; i < keys.Length; i++)
        {
            items[i] = (int)keys[i];
            keys[i] >>= ItemBits;
        }
    }

    private static void SortMany(Span<ulong> keys, Span<int> items, int shift, int bits)
    {
        var passes = (bits + DigitBits - 1) / DigitBits;
        var rentedKeys = ArrayPool<ulong>.Shared.Rent(keys.Length);
        var rentedItems = ArrayPool<int>.Shared.Rent(keys.Length);
        var rentedCounts = ArrayPool<int>.Shared.Rent(passes * Digits);
        var counts = rentedCounts.AsSpan(0, passes * Digits);
        Count(keys, counts, shift);
        var from = new Pairs(keys, items);
        var to = new Pairs(rentedKeys.AsSpan(0, keys.Length), rentedItems.AsSpan(0, items.Length));
        var isAside = false;
        for (var pass = 0; pass < passes; pass++)
        {
            if (Distribute(from, to, counts.Slice(pass * Digits, Digits), shift + (pass * DigitBits)))
            {
                var other = from;
                from = to;
                to = other;
                isAside = !isAside;
            }
        }

        if (isAside)
        {
            from.Keys.CopyTo(keys);
            from.Items.CopyTo(items);
        }

        ArrayPool<ulong>.Shared.Return(rentedKeys);
        ArrayPool<int>.Shared.Return(rentedItems);
        ArrayPool<int>.Shared.Return(rentedCounts);
    }

    // The framework's sort is not stable, so items of equal keys are put in order afterwards.
    private static void SortFew(Span<ulong> keys, Span<int> items)
    {
        keys.Sort(items);
        for (var start = 0; start < keys.Length;)
        {
            var end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
            {
                end++;
            }

            if (end > start + 1)
            {
                items[start..end].Sort();
            }

            start = end;
        }
    }

    // How often each digit occurs, for all passes at once.
    private static void Count(ReadOnlySpan<ulong> keys, Span<int> counts, int shift)
    {
        counts.Clear();
        foreach (var key in keys)
        {
            var rest = key >> shift;
            for (var first = 0; first < counts.Length; first += Digits)
            {
                counts[first + (int)(rest & (Digits - 1))]++;
                rest >>= DigitBits;
            }
        }
    }

    // Says whether there was anything to do.
    private static bool Distribute(Pairs from, Pairs to, Span<int> places, int shift)
    {
        if (places[DigitOf(from.Keys[0], shift)] == from.Keys.Length)
        {
            return false;
        }

        var start = 0;
        foreach (ref var place in places)
        {
            (place, start) = (start, start + place);
        }

        for (var i = 0; i < from.Keys.Length; i++)
        {
            var place = places[DigitOf(from.Keys[i], shift)]++;
            to.Keys[place] = from.Keys[i];
            if (i < from.Items.Length)
            {
                to.Items[place] = from.Items[i];
            }
        }

        return true;
    }

    private static int DigitOf(ulong key, int shift) => (int)(key >> shift) & (Digits - 1);

    private readonly ref struct Pairs(Span<ulong> keys, Span<int> items)
    {
        public readonly Span<ulong> Keys = keys;
        public readonly Span<int> Items = items;
    }
}
