namespace LossKit;

/// <summary>One input of an elementwise pass: how the number that belongs to element i is found.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="start">The first number; null for an absent input.</param>
/// <param name="repeat">How many neighbouring elements share a number.</param>
/// <param name="period">After how many elements the numbers start again; 0 for never.</param>
internal readonly unsafe struct BlockStream<T>(T* start, int repeat, int period)
    where T : unmanaged
{
    /// <summary>Gets whether there are no numbers.</summary>
    public bool IsAbsent => start is null;

    /// <summary>Gets whether the numbers lie in memory as the elements do.</summary>
    public bool IsDirect => repeat == 1 && period == 0;

    /// <summary>Gives the numbers of a block of elements one after the other, spread into scratch memory where needed.</summary>
    /// <param name="first">The first element of the block.</param>
    /// <param name="count">How many elements.</param>
    /// <param name="scratch">Room for a block.</param>
    /// <returns>The numbers, or null for an absent input.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T* Block(long first, int count, T* scratch) =>
        start is null ? null : IsDirect ? start + first : Spread(first, count, scratch);

    /// <summary>Gives the place of the number that belongs to an element.</summary>
    /// <param name="element">The element.</param>
    /// <returns>The index from the first number.</returns>
    public long IndexOf(long element) => period > 0 ? element % period : element / repeat;

    private T* Spread(long first, int count, T* scratch)
    {
        if (period > 0)
        {
            Cycle(first, count, scratch);
        }
        else
        {
            Repeat(first, count, scratch);
        }

        return scratch;
    }

    // One division for a block: an element's number is one period before it already.
    private void Cycle(long first, int count, T* scratch)
    {
        var place = (int)(first % period);
        for (var i = 0; i < count; i++)
        {
            scratch[i] = i < period ? start[place] : scratch[i - period];
            place = place + 1 == period ? 0 : place + 1;
        }
    }

    private void Repeat(long first, int count, T* scratch)
    {
        var number = start + (first / repeat);
        var left = repeat - (int)(first % repeat);
        for (var i = 0; i < count; i++)
        {
            if (left == 0)
            {
                number++;
                left = repeat;
            }

            scratch[i] = *number;
            left--;
        }
    }
}
