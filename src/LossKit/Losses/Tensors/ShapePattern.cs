namespace LossKit;

/// <summary>
/// The shapes that a card allows for an input, read from its words: <c>[N,D] embeddings</c>, <c>as prediction, or [N,d…] class indices</c>.
/// </summary>
/// <remarks>
/// A letter stands for a length, the same in all inputs of a loss; a number for itself; a name with … for any further dimensions. <c>as x</c> is the
/// shape that input x has. Words around them are for readers, except <c>indices</c>, which says that this shape holds whole numbers.
/// </remarks>
internal sealed class ShapePattern
{
    private const string Indices = "indices";
    private const string Like = "as ";
    private const string Anything = "any shape";
    private const char Further = '…';
    private readonly string _words;
    private readonly Alternative[] _alternatives;

    private ShapePattern(string words, Alternative[] alternatives)
    {
        _words = words;
        _alternatives = alternatives;
    }

    /// <summary>Reads the patterns of a loss's inputs.</summary>
    /// <param name="inputs">The inputs on its card.</param>
    /// <returns>A pattern for each.</returns>
    public static ShapePattern[] Of(IReadOnlyList<LossInput> inputs)
    {
        var symbols = new List<string>();
        var patterns = new ShapePattern[inputs.Count];
        for (var i = 0; i < patterns.Length; i++)
        {
            var words = inputs[i].Shape;
            var areIndices = inputs[i].Role is InputRole.Label or InputRole.Length;
            patterns[i] = new(words, [.. words.Split(" or ").Where(SaysShape).Select(part => Read(part, inputs, symbols, areIndices))]);
        }

        return patterns;
    }

    /// <summary>Holds an input's shape against what the inputs before it have bound, and binds the lengths that are new.</summary>
    /// <param name="name">The input's name.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="bound">The lengths bound so far.</param>
    /// <returns>Whether the shape is one of whole numbers.</returns>
    /// <exception cref="LossException">No pattern fits.</exception>
    public bool Bind(string name, in Extents shape, ref BoundLengths bound)
    {
        foreach (var alternative in _alternatives)
        {
            var attempt = bound;
            if (alternative.TryBind(shape, ref attempt))
            {
                bound = attempt;
                bound.Keep(shape);
                return alternative.AreIndices;
            }
        }

        throw Mismatch(name, shape, bound);
    }

    /// <summary>Gives the ways an input can be shaped.</summary>
    /// <param name="sizes">Gives the length that a letter shall have.</param>
    /// <param name="inputs">The shapes chosen for the inputs before it.</param>
    /// <returns>The shapes, and whether each holds whole numbers.</returns>
    internal IEnumerable<(int[] Shape, bool AreIndices)> Examples(Func<string, int[]> sizes, IReadOnlyList<int[]> inputs) =>
        _alternatives.Select(alternative => (alternative.Example(sizes, inputs), alternative.AreIndices));

    // "[N,D] probabilities or logits" has one shape and an "or" between words.
    private static bool SaysShape(string part) =>
        part.Contains('[', StringComparison.Ordinal)
        || part.Contains(Like, StringComparison.Ordinal)
        || part.Contains(Anything, StringComparison.Ordinal);

    private static Alternative Read(string part, IReadOnlyList<LossInput> inputs, List<string> symbols, bool areIndices)
    {
        var isIndices = areIndices || part.Contains(Indices, StringComparison.Ordinal);
        var open = part.IndexOf('[', StringComparison.Ordinal);
        if (open < 0)
        {
            var like = -1;
            for (var i = 0; i < inputs.Count; i++)
            {
                if (part.Contains(Like + inputs[i].Name, StringComparison.Ordinal))
                {
                    like = i;
                }
            }

            return new([], like, isIndices);
        }

        var names = part[(open + 1)..part.IndexOf(']', open)].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var dimensions = new Dimension[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            if (int.TryParse(names[i], System.Globalization.CultureInfo.InvariantCulture, out var fixedLength))
            {
                dimensions[i] = new(names[i], -1, fixedLength);
                continue;
            }

            var symbol = symbols.IndexOf(names[i]);
            if (symbol < 0)
            {
                symbol = symbols.Count;
                symbols.Add(names[i]);
            }

            dimensions[i] = new(names[i], symbol, -1);
        }

        return new(dimensions, -1, isIndices);
    }

    private LossException Mismatch(string name, in Extents shape, in BoundLengths bound)
    {
        var found = Sentences.Shape(shape.Span);
        foreach (var alternative in _alternatives)
        {
            // The right rank with a wrong length deserves the lengths; a wrong rank the pattern.
            if (_alternatives.Length == 1 && alternative.Expected(shape.Rank, bound) is string expected)
            {
                return Sentences.ShapeMismatch(name, found, expected);
            }
        }

        return Sentences.WrongRank(name, found, _words);
    }

    private readonly record struct Dimension(string Name, int Symbol, int Length)
    {
        public bool IsFurther => Name.EndsWith(Further);
    }

    private sealed record Alternative(Dimension[] Dimensions, int Like, bool AreIndices)
    {
        private bool IsAnything => Dimensions.Length == 0 && Like < 0;

        public bool TryBind(in Extents shape, ref BoundLengths bound)
        {
            if (Like >= 0)
            {
                return shape.Span.SequenceEqual(bound.ShapeOf(Like).Span);
            }

            if (IsAnything)
            {
                return true;
            }

            var next = 0;
            foreach (var dimension in Dimensions)
            {
                if (dimension.IsFurther)
                {
                    var rest = Extents.Of(shape.Span[Math.Min(next, shape.Rank)..]);
                    next = shape.Rank;
                    if (!bound.TryBindFurther(rest))
                    {
                        return false;
                    }
                }
                else if (next == shape.Rank || !bound.TryBind(dimension.Symbol, shape[next], dimension.Length))
                {
                    return false;
                }
                else
                {
                    next++;
                }
            }

            return next == shape.Rank;
        }

        public string? Expected(int rank, in BoundLengths bound)
        {
            if (Like >= 0)
            {
                return Sentences.Shape(bound.ShapeOf(Like).Span);
            }

            if (IsAnything || Dimensions.Length != rank || Dimensions.Any(dimension => dimension.IsFurther))
            {
                return null;
            }

            var lengths = bound;
            return $"[{string.Join(',', Dimensions.Select(dimension => lengths.Describe(dimension.Symbol, dimension.Name)))}]";
        }

        public int[] Example(Func<string, int[]> sizes, IReadOnlyList<int[]> inputs) => Like >= 0
            ? inputs[Like]
            : [.. (IsAnything ? sizes("N") : Dimensions.SelectMany(dimension => dimension.Length >= 0 ? [dimension.Length] : sizes(dimension.Name)))];
    }
}
