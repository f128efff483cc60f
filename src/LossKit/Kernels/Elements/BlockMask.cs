namespace LossKit;

/// <summary>Which losses of an elementwise pass count. A loss that does not has the weight 0, which removes it whatever its inputs hold.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="start">Whether each loss counts; null where all do. Pinned by the caller.</param>
/// <param name="repeat">How many neighbouring elements make one loss.</param>
internal readonly unsafe struct BlockMask<T>(bool* start, int repeat)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Gets whether all losses count.</summary>
    public bool IsAbsent => start is null;

    /// <summary>Gives the weights of a block of elements, with 0 for those that do not count.</summary>
    /// <param name="weight">The weights as the caller gave them, or none.</param>
    /// <param name="first">The first element of the block.</param>
    /// <param name="count">How many elements.</param>
    /// <param name="scratch">Room for a block.</param>
    /// <returns>The weights; null where there are neither weights nor a mask.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T* Apply(in BlockStream<T> weight, long first, int count, T* scratch)
    {
        var weights = weight.Block(first, count, scratch);
        return IsAbsent ? weights : Mask(weights, first, count, scratch);
    }

    private T* Mask(T* weights, long first, int count, T* scratch)
    {
        var group = first / repeat;
        var left = repeat - (int)(first % repeat);
        for (var i = 0; i < count; i++)
        {
            if (left == 0)
            {
                group++;
                left = repeat;
            }

            scratch[i] = !start[group] ? T.Zero : weights is null ? T.One : weights[i];
            left--;
        }

        return scratch;
    }
}
