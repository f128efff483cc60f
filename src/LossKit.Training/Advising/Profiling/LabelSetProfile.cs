namespace LossKit;

/// <summary>How common the labels of a target of several are.</summary>
/// <param name="Names">The labels.</param>
/// <param name="Counts">The rows that have each.</param>
/// <param name="Rows">The rows.</param>
/// <param name="OneLabelShare">The share of the rows that have exactly one label.</param>
public sealed record LabelSetProfile(IReadOnlyList<string> Names, IReadOnlyList<int> Counts, int Rows, double OneLabelShare)
{
    /// <summary>Gets the share of ones among all labels of all rows.</summary>
    public double PositiveShare => Counts.Sum(count => (double)count) / ((double)Rows * Names.Count);

    /// <summary>Gets how many labels a row has on average.</summary>
    public double LabelsPerRow => Counts.Sum(count => (double)count) / Rows;

    /// <summary>Gets the share of rows that have the rarest label.</summary>
    public double RarestShare => Counts.Min() / (double)Rows;

    /// <summary>Counts labels.</summary>
    /// <param name="labels">The labels of each row.</param>
    /// <returns>How common they are.</returns>
    public static LabelSetProfile Of(LabelSets labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var counts = new int[labels.Names.Count];
        foreach (var label in labels.Rows.SelectMany(row => row)) counts[label]++;
        return new(labels.Names, counts, labels.Rows.Count, labels.Rows.Count(row => row.Length == 1) / (double)labels.Rows.Count);
    }
}
