namespace LossKit;

/// <summary>
/// The matrix of a quick regression: an intercept, the features, and the squares of those that take more than two values, each column
/// standardised and cut at <see cref="Farthest"/> deviations, since a mistyped cell must not decide.
/// </summary>
/// <param name="RowCount">The rows.</param>
/// <param name="ColumnCount">The columns.</param>
/// <param name="Values">The numbers, a row after the other; the first of each is 1.</param>
/// <param name="IsLeftOut">
/// Which rows have a cell that was cut, so that it no longer says what it did: they neither shape a regression nor count among its errors. None where
/// they are more than <see cref="MostCut"/>, since it is then they that the table is about.
/// </param>
internal sealed record QuickDesign(int RowCount, int ColumnCount, double[] Values, bool[] IsLeftOut)
{
    private const double Farthest = 5;

    private const double MostCut = 0.2;

    // Beyond this the features alone have to do.
    private const int MostSquared = 100;

    // Solving takes the cube of the columns, so of a wider table only the first are used.
    private const int MostFeatures = 400;

    /// <summary>Gives a row.</summary>
    public ReadOnlySpan<double> Row(int row) => Values.AsSpan(row * ColumnCount, ColumnCount);

    /// <summary>Makes the matrix.</summary>
    public static QuickDesign Of(EncodedRows rows)
    {
        var columns = new List<double[]> { Enumerable.Repeat(1.0, rows.RowCount).ToArray() };
        var features = Enumerable.Range(0, Math.Min(rows.FeatureCount, MostFeatures)).Select(feature => Feature(rows, feature)).ToArray();
        var isCut = new bool[rows.RowCount];
        foreach (var feature in features)
        {
            var standardised = Standardised(feature);
            columns.Add(standardised);
            if (!HasMoreThanTwoValues(feature)) continue;
            for (var row = 0; row < isCut.Length; row++) isCut[row] |= Math.Abs(standardised[row]) == Farthest;
            if (features.Length <= MostSquared)
            {
                columns.Add(Standardised(Array.ConvertAll(standardised, value => value * value)));
            }
        }

        var values = new double[rows.RowCount * columns.Count];
        for (var i = 0; i < values.Length; i++) values[i] = columns[i % columns.Count][i / columns.Count];
        return new(rows.RowCount, columns.Count, values, isCut.Count(cut => cut) > MostCut * isCut.Length ? new bool[isCut.Length] : isCut);
    }

    private static double[] Feature(EncodedRows rows, int feature)
    {
        var column = new double[rows.RowCount];
        for (var row = 0; row < column.Length; row++) column[row] = rows.Features[(row * rows.FeatureCount) + feature];
        return column;
    }

    private static double[] Standardised(double[] column)
    {
        var units = Standardisation.Fit(column);
        return Array.ConvertAll(column, value => Math.Clamp(units.Standardise(value), -Farthest, Farthest));
    }

    private static bool HasMoreThanTwoValues(double[] column) => column.Distinct().Skip(2).Any();
}
