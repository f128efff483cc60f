namespace LossKit;

/// <summary>
/// A column of categories: a feature for each, 1 in the rows that hold it and 0 elsewhere (one-hot, not standardised). Missing
/// cells, where there are any, are a category of their own, the last.
/// </summary>
/// <remarks>
/// The categories are those of all used rows, so that every split has the same features; one that the training part lacks
/// is 0 in every row, so that no weight speaks that was never trained.
/// </remarks>
public sealed class CategoryFeature : FeatureColumn
{
    private readonly int[] _codes;

    internal CategoryFeature(string name, Categories categories, bool hasMissing)
        : base(name, [.. Names(name, categories.Levels, hasMissing)])
    {
        Levels = categories.Levels;
        _codes = categories.Codes;
    }

    /// <summary>Gets the categories in order: by size where all are numbers, else by their characters' codes.</summary>
    public IReadOnlyList<string> Levels { get; }

    internal override FittedColumn Fit(ReadOnlySpan<int> trainingRows)
    {
        var seen = new bool[FeatureNames.Count];
        foreach (var row in trainingRows) seen[Category(row)] = true;
        return new Fitted(this, seen);
    }

    private static IEnumerable<string> Names(string name, string[] levels, bool hasMissing)
    {
        var names = levels.Select(level => $"{name}={level}");
        return hasMissing ? names.Append(MissingName(name)) : names;
    }

    private int Category(int row) => _codes[row] < 0 ? Levels.Count : _codes[row];

    private sealed class Fitted(CategoryFeature feature, bool[] seen) : FittedColumn
    {
        public override void Encode(ReadOnlySpan<int> rows, Span<float> destination, int offset, int stride)
        {
            foreach (var row in rows)
            {
                var category = feature.Category(row);
                if (seen[category]) destination[offset + category] = 1;
                offset += stride;
            }
        }
    }
}
