namespace LossKit;

/// <summary>
/// A column of numbers: one feature, standardised by the training part's mean and standard deviation, and where cells are
/// missing a second one that is 1 for those; the number then is the median of the training part.
/// </summary>
public sealed class NumberFeature : FeatureColumn
{
    private readonly NumberColumn _column;

    internal NumberFeature(NumberColumn column, bool hasMissing)
        : base(column.Name, hasMissing ? [column.Name, MissingName(column.Name)] : [column.Name])
    {
        _column = column;
        HasMissing = hasMissing;
    }

    /// <summary>Gets whether any used row lacks the number.</summary>
    public bool HasMissing { get; }

    internal override FittedColumn Fit(ReadOnlySpan<int> trainingRows)
    {
        var present = new List<double>(trainingRows.Length);
        foreach (var row in trainingRows)
            if (!_column.IsMissing(row)) present.Add(_column.Values[row]);
        var values = present.ToArray();
        Array.Sort(values);
        var median = values.Length == 0 ? 0 : Quantiles.OfSorted(values, 0.5);
        var filled = new double[trainingRows.Length];
        for (var i = 0; i < filled.Length; i++) filled[i] = Value(trainingRows[i], median);
        return new Fitted(this, median, Standardisation.Fit(filled));
    }

    private double Value(int row, double median) => _column.IsMissing(row) ? median : _column.Values[row];

    private sealed class Fitted(NumberFeature feature, double median, Standardisation scale) : FittedColumn
    {
        public override void Encode(ReadOnlySpan<int> rows, Span<float> destination, int offset, int stride)
        {
            foreach (var row in rows)
            {
                destination[offset] = (float)scale.Standardise(feature.Value(row, median));
                if (feature.HasMissing && feature._column.IsMissing(row)) destination[offset + 1] = 1;
                offset += stride;
            }
        }
    }
}
