namespace LossKit;

/// <summary>What a table says about the choice of a loss. The same table gives the same numbers, to the last bit.</summary>
public sealed record TableProfile
{
    /// <summary>Gets the task.</summary>
    public required AdviceTask Task { get; init; }

    /// <summary>Gets why it is that task, as a sentence without its full stop.</summary>
    public required string TaskReason { get; init; }

    /// <summary>Gets the column, or the columns, to be predicted.</summary>
    public required string TargetName { get; init; }

    /// <summary>Gets the number of rows with a target.</summary>
    public required int Rows { get; init; }

    /// <summary>Gets the share of the table's rows that have no target.</summary>
    public required double MissingShare { get; init; }

    /// <summary>Gets what a reader should know of the columns, a sentence each: left out, with missing cells, like row numbers.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Gets the shape of a numeric target; null for classes.</summary>
    public NumberProfile? Numbers { get; init; }

    /// <summary>Gets the errors of a quick regression; null for classes, and where the rows are too few.</summary>
    public ErrorProfile? Errors { get; init; }

    /// <summary>Gets the sizes of the classes; null for numbers.</summary>
    public ClassProfile? Classes { get; init; }

    /// <summary>Gets what rows that are alike say about wrong labels; null for numbers and several labels.</summary>
    public LabelNoise? Noise { get; init; }

    /// <summary>Gets the labels of a target of several; null for others.</summary>
    public LabelSetProfile? LabelSets { get; init; }

    /// <summary>Looks at a table with one target.</summary>
    /// <param name="dataset">The data.</param>
    /// <returns>The profile.</returns>
    public static TableProfile Of(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var sample = ProfileSample.Of(dataset);
        var numbers = dataset.Task == LearningTask.Regression ? NumberProfile.Of(dataset.Targets) : null;
        return new()
        {
            Task = TaskOf(dataset.Task),
            TaskReason = dataset.TaskReason,
            TargetName = dataset.TargetName,
            Rows = dataset.RowCount,
            MissingShare = dataset.Rows.WithoutTarget / (double)dataset.Rows.Read,
            Notes = dataset.Notes,
            Numbers = numbers,
            Errors = numbers is null ? null : ErrorProfile.Of(sample),
            Classes = numbers is null ? ClassProfile.Of(dataset.ClassNames, dataset.Labels) : null,
            Noise = numbers is null ? LabelNoise.Of(sample, dataset.ClassNames.Count) : null,
        };
    }

    /// <summary>Looks at targets of several labels.</summary>
    /// <param name="labels">The labels of each row.</param>
    /// <returns>The profile.</returns>
    public static TableProfile Of(LabelSets labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return new()
        {
            Task = AdviceTask.MultiLabel,
            TaskReason = labels.Reason,
            TargetName = labels.TargetName,
            Rows = labels.Rows.Count,
            MissingShare = labels.Rows.Count == labels.RowsRead ? 0 : 1 - (labels.Rows.Count / (double)labels.RowsRead),
            LabelSets = LabelSetProfile.Of(labels),
        };
    }

    private static AdviceTask TaskOf(LearningTask task) => task switch
    {
        LearningTask.Binary => AdviceTask.Binary,
        LearningTask.Multiclass => AdviceTask.Multiclass,
        _ => AdviceTask.Regression,
    };
}
