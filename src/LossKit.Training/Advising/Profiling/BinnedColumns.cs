namespace LossKit;

/// <summary>Features cut into at most <see cref="Bins"/> bins of about as many rows each, for trees that ask which bin a value lies in.</summary>
/// <param name="Columns">For each feature the bin of every row.</param>
internal sealed record BinnedColumns(byte[][] Columns)
{
    /// <summary>The most bins of a feature.</summary>
    public const int Bins = 64;

    // Trees look at every column at every split, so of a wider table only the first are used.
    private const int MostFeatures = 100;

    /// <summary>Cuts the features.</summary>
    public static BinnedColumns Of(EncodedRows rows) =>
        new([.. Enumerable.Range(0, Math.Min(rows.FeatureCount, MostFeatures)).Select(feature => Column(rows, feature))]);

    private static byte[] Column(EncodedRows rows, int feature)
    {
        var values = new float[rows.RowCount];
        for (var row = 0; row < values.Length; row++) values[row] = rows.Features[(row * rows.FeatureCount) + feature];
        var distinct = values.Distinct().Order().ToArray();
        var sorted = distinct.Length <= Bins ? distinct : [.. values.Order()];
        float[] edges = [.. Enumerable.Range(1, Bins - 1).Select(edge => sorted[edge * sorted.Length / Bins]).Distinct()];
        return Array.ConvertAll(values, value =>
        {
            var place = Array.BinarySearch(edges, value);
            return (byte)(place >= 0 ? place + 1 : ~place);
        });
    }
}
