namespace LossKit;

/// <summary>A column of the table that the target is predicted from, and the numbers it becomes.</summary>
public abstract class FeatureColumn
{
    private protected FeatureColumn(string name, IReadOnlyList<string> featureNames)
    {
        Name = name;
        FeatureNames = featureNames;
    }

    /// <summary>Gets the name of the column.</summary>
    public string Name { get; }

    /// <summary>Gets the names of the features the column becomes, such as <c>cut=Ideal</c>.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>The name of the feature that is 1 where the cell of a column is missing.</summary>
    private protected static string MissingName(string column) => $"{column}=(missing)";

    /// <summary>Learns from the training rows how to encode the column.</summary>
    /// <param name="trainingRows">The rows of the table in the training part.</param>
    internal abstract FittedColumn Fit(ReadOnlySpan<int> trainingRows);
}

/// <summary>A column that has learned from the training rows how it is encoded.</summary>
internal abstract class FittedColumn
{
    /// <summary>Writes the features of some rows, leaving alone what is 0 (the destination starts as zeros).</summary>
    /// <param name="rows">The rows of the table.</param>
    /// <param name="destination">The features of all columns, a row after the other.</param>
    /// <param name="offset">Where the column's first feature stands in a row.</param>
    /// <param name="stride">How many features a row has.</param>
    public abstract void Encode(ReadOnlySpan<int> rows, Span<float> destination, int offset, int stride);
}
