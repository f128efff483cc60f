using System.Numerics;

namespace LossKit;

/// <summary>Every check of arguments; each gives its argument back or throws the sentence that says what to write instead.</summary>
internal static class Guard
{
    /// <summary>Checks that the element type is one the kernels are made for.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ElementType<T>()
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
        {
            throw Sentences.ElementType(typeof(T));
        }
    }

    /// <summary>Checks a span's length.</summary>
    /// <param name="argument">The argument's name.</param>
    /// <param name="length">Its length.</param>
    /// <param name="expected">The length it must have.</param>
    /// <param name="reason">What the expected length is: "as many as prediction".</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Length(string argument, int length, long expected, string reason)
    {
        if (length != expected)
        {
            throw Sentences.LengthMismatch(argument, length, expected, reason);
        }
    }

    /// <summary>Checks an optional span's length; an empty one is absent.</summary>
    /// <inheritdoc cref="Length"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OptionalLength(string argument, int length, long expected, string reason)
    {
        if (length != 0)
        {
            Length(argument, length, expected, reason);
        }
    }

    /// <summary>
    /// Checks that a result is not written over part of an input. The very same memory is allowed, since an element is read before it
    /// is written; not so memory of another length, of which one element would belong to several.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="argument">The result's name.</param>
    /// <param name="result">Where the result goes.</param>
    /// <param name="input">What is read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Overlap<T>(string argument, Span<T> result, ReadOnlySpan<T> input)
    {
        if (Overlap(input, result) && (input.Length != result.Length || !Unsafe.AreSame(in input[0], in result[0])))
        {
            throw Sentences.Overlap(argument);
        }
    }

    /// <summary>Checks that two results do not share memory.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="argument">The result's name.</param>
    /// <param name="result">Where the result goes.</param>
    /// <param name="otherArgument">The other result's name.</param>
    /// <param name="other">Where the other result goes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apart<T>(string argument, Span<T> result, string otherArgument, Span<T> other)
    {
        if (Overlap<T>(result, other))
        {
            throw Sentences.SharedResults(argument, otherArgument);
        }
    }

    // Most of what is asked about is absent, which needs no call.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Overlap<T>(ReadOnlySpan<T> first, ReadOnlySpan<T> second) =>
        !first.IsEmpty && !second.IsEmpty && first.Overlaps(second);

    /// <summary>Checks that a matrix of comparisons, one for each row of an input with each row of another, fits into one array.</summary>
    /// <param name="argument">The input's name.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="others">The rows that each of them is compared with.</param>
    public static void Comparisons(string argument, int rows, int others)
    {
        if ((long)rows * others > Array.MaxLength)
        {
            throw Sentences.BatchTooLarge(argument, rows, Array.MaxLength / others);
        }
    }

    /// <summary>Checks that a matrix of comparisons of an input's rows with each other fits into one array.</summary>
    /// <param name="argument">The input's name.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="comparisons">How many elements of the matrix two rows take.</param>
    public static void SelfComparisons(string argument, int rows, int comparisons = 1)
    {
        var most = (int)Math.Sqrt(Array.MaxLength / comparisons);
        if (rows > most)
        {
            throw Sentences.BatchTooLarge(argument, rows, most);
        }
    }

    /// <summary>Checks that a shape is exactly the one expected.</summary>
    /// <typeparam name="TDimension">The type of a dimension.</typeparam>
    /// <param name="argument">The argument's name.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="expected">The shape it must have.</param>
    public static void Shape<TDimension>(string argument, ReadOnlySpan<TDimension> shape, ReadOnlySpan<TDimension> expected)
        where TDimension : IBinaryInteger<TDimension>
    {
        if (!shape.SequenceEqual(expected))
        {
            throw Sentences.ShapeMismatch(argument, Sentences.Shape(shape), Sentences.Shape(expected));
        }
    }

    /// <summary>Checks that a shape has not too many dimensions.</summary>
    /// <typeparam name="TDimension">The type of a dimension.</typeparam>
    /// <param name="argument">The argument's name.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="most">The most dimensions it may have.</param>
    public static void Rank<TDimension>(string argument, ReadOnlySpan<TDimension> shape, int most)
        where TDimension : IBinaryInteger<TDimension>
    {
        if (shape.Length > most)
        {
            throw Sentences.WrongRank(argument, Sentences.Shape(shape), $"of at most {most} dimensions");
        }
    }
}
