namespace LossKit.Cli;

/// <summary>What is known of the data.</summary>
internal sealed record DataDocument
{
    /// <summary>Gets the SHA-256 of the file.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Gets the rows in the file.</summary>
    public required int RowsRead { get; init; }

    /// <summary>Gets the rows left out because they have no target.</summary>
    public required int RowsWithoutTarget { get; init; }

    /// <summary>Gets the rows that are left.</summary>
    public required int RowsUsed { get; init; }

    /// <summary>Gets the features after one-hot.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>Gets the classes; empty for regression.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Gets why it is the task it is.</summary>
    public required string TaskReason { get; init; }

    /// <summary>Gets what else a reader should know, a sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Gives the document of a data set.</summary>
    /// <param name="dataset">The data set.</param>
    /// <returns>The document.</returns>
    public static DataDocument Of(Dataset dataset) => new()
    {
        Sha256 = dataset.Source.Sha256,
        RowsRead = dataset.Rows.Read,
        RowsWithoutTarget = dataset.Rows.WithoutTarget,
        RowsUsed = dataset.Rows.Used,
        Features = dataset.FeatureNames,
        Classes = dataset.ClassNames,
        TaskReason = dataset.TaskReason,
        Notes = dataset.Notes,
    };
}
