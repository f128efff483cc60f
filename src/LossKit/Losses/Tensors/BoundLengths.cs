using System.Globalization;

namespace LossKit;

/// <summary>The lengths that the letters of a loss's shapes have in one call. Nothing is allocated.</summary>
internal struct BoundLengths
{
    private const int MostSymbols = 8;
    private Lengths _lengths;
    private Shapes _shapes;
    private int _inputs;
    private Extents _further;
    private bool _hasFurther;

    /// <summary>Remembers the shape of the next input.</summary>
    /// <param name="shape">Its shape.</param>
    public void Keep(in Extents shape) => _shapes[_inputs++] = shape;

    /// <summary>Gives the shape of an input that was held against its pattern.</summary>
    /// <param name="input">Its position.</param>
    /// <returns>The shape.</returns>
    public readonly Extents ShapeOf(int input) => _shapes[input];

    /// <summary>Binds a letter, or holds a length against what it is bound to.</summary>
    /// <param name="symbol">The letter's number; negative for a length written as a number.</param>
    /// <param name="length">The length found.</param>
    /// <param name="expected">The length written as a number.</param>
    /// <returns>Whether it fits.</returns>
    public bool TryBind(int symbol, int length, int expected)
    {
        if (symbol < 0)
        {
            return length == expected;
        }

        // One more than the length, so that 0 says that nothing is bound.
        ref var bound = ref _lengths[symbol];
        if (bound == 0)
        {
            bound = length + 1;
        }

        return bound == length + 1;
    }

    /// <summary>Binds the further dimensions, or holds them against what they are bound to.</summary>
    /// <param name="further">The dimensions found.</param>
    /// <returns>Whether they fit.</returns>
    public bool TryBindFurther(in Extents further)
    {
        if (!_hasFurther)
        {
            _further = further;
            _hasFurther = true;
        }

        return _further.Span.SequenceEqual(further.Span);
    }

    /// <summary>Gives the length of a letter in words.</summary>
    /// <param name="symbol">The letter's number.</param>
    /// <param name="name">The letter.</param>
    /// <returns>The length, or the letter where it is not bound.</returns>
    public readonly string Describe(int symbol, string name) =>
        symbol < 0 || _lengths[symbol] == 0 ? name : (_lengths[symbol] - 1).ToString(CultureInfo.InvariantCulture);

    [InlineArray(MostSymbols)]
    private struct Lengths
    {
        private int _first;
    }

    [InlineArray(4)]
    private struct Shapes
    {
        private Extents _first;
    }
}
