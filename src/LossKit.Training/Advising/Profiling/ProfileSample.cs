namespace LossKit;

/// <summary>The rows that are looked at closely: all of them, or of a large table as many as take no time, always the same ones.</summary>
internal static class ProfileSample
{
    /// <summary>The most rows; with 4000, a share of 1 % is known to within 0.3 %.</summary>
    public const int MostRows = 4000;

    // Of wide tables fewer rows are taken, so that a sample stays small in memory.
    private const int MostNumbers = 4_000_000;

    /// <summary>Draws rows and encodes them.</summary>
    public static EncodedRows Of(Dataset dataset)
    {
        var count = Math.Min(dataset.RowCount, Math.Clamp(MostNumbers / dataset.FeatureNames.Count, 500, MostRows));
        var rows = Draw(dataset.RowCount, count);
        return DatasetEncoder.Fit(dataset, rows).Encode(rows);
    }

    /// <summary>Draws some of the numbers 0, 1, …, total − 1, in ascending order.</summary>
    public static int[] Draw(int total, int count)
    {
        int[] rows = [.. Enumerable.Range(0, total)];
        if (count >= total) return rows;
        new SeededRandom(1).Fork("profile").Shuffle(rows);
        return [.. rows.Take(count).Order()];
    }
}
