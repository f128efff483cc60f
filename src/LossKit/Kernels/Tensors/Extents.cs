namespace LossKit;

/// <summary>The lengths of an array's dimensions, held without memory of their own.</summary>
internal struct Extents
{
    /// <summary>The most dimensions an array may have.</summary>
    public const int LargestRank = 8;

    private Lengths _lengths;

    /// <summary>Gets the number of dimensions.</summary>
    public int Rank { get; private set; }

    /// <summary>Gets the number of elements: the product of the lengths, 1 for no dimension.</summary>
    public readonly int Count => CountFrom(0);

    /// <summary>Gets the lengths.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ReadOnlySpan<int> Span => ((ReadOnlySpan<int>)_lengths)[..Rank];

    /// <summary>Gets the length of a dimension.</summary>
    /// <param name="dimension">The dimension, from 0.</param>
    public readonly int this[int dimension] => Span[dimension];

    /// <summary>Gives the extents of some lengths.</summary>
    /// <typeparam name="TDimension">The type of a length.</typeparam>
    /// <param name="lengths">The lengths, at most <see cref="LargestRank"/>.</param>
    /// <returns>The extents.</returns>
    public static Extents Of<TDimension>(params ReadOnlySpan<TDimension> lengths)
        where TDimension : System.Numerics.IBinaryInteger<TDimension>
    {
        var extents = default(Extents);
        foreach (var length in lengths)
        {
            extents.Add(int.CreateChecked(length));
        }

        return extents;
    }

    /// <summary>Adds a dimension at the end.</summary>
    /// <param name="length">Its length.</param>
    public void Add(int length) => _lengths[Rank++] = length;

    /// <summary>Gives the product of some lengths.</summary>
    /// <param name="first">The first dimension.</param>
    /// <returns>The number of elements of each slice from there on.</returns>
    public readonly int CountFrom(int first)
    {
        var count = 1;
        for (var i = first; i < Rank; i++)
        {
            count = checked(count * _lengths[i]);
        }

        return count;
    }

    [InlineArray(LargestRank)]
    private struct Lengths
    {
        private int _first;
    }
}
