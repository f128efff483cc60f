namespace LossKit.Cli;

/// <summary>Sentences about a comparison that more than one report holds.</summary>
internal static class ComparisonNotes
{
    /// <summary>Says what was read.</summary>
    /// <param name="dataset">The data.</param>
    /// <returns>The sentences.</returns>
    public static IEnumerable<string> OfData(Dataset dataset)
    {
        var rows = dataset.Rows;
        var left = rows.WithoutTarget > 0 ? $", {rows.WithoutTarget} left out because they have no `{dataset.TargetName}`" : string.Empty;
        var columns = dataset.Features.Count;
        yield return $"{dataset.Source.Path}: {Count(rows.Read, "row")}{left}; {Count(columns, "column")} to predict from, "
            + $"{Count(dataset.FeatureNames.Count, "feature")}.";
        yield return $"{dataset.TaskReason}.";
        foreach (var note in dataset.Notes)
        {
            yield return note;
        }
    }

    /// <summary>Gives the words for a model.</summary>
    /// <param name="hiddenUnits">The units of each hidden layer.</param>
    /// <returns>Such as <c>hidden layers of 64 and 64 units</c>.</returns>
    public static string ModelWords(IReadOnlyList<int> hiddenUnits) =>
        hiddenUnits.Count == 0 ? "a linear model" : $"hidden layers of {string.Join(" and ", hiddenUnits)} units";

    /// <summary>Says how the losses are compared.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <returns>The sentences.</returns>
    public static IEnumerable<string> OfRun(Comparison comparison)
    {
        var options = comparison.Options;
        var split = SplitDocument.Of(comparison.SplitOf(1));
        yield return $"{Count(comparison.Contenders.Count, "loss", "losses")}: {string.Join(", ", comparison.Contenders.Select(contender => contender.Text))}.";
        yield return $"Model: {ModelWords(options.HiddenUnits)} over {Count(comparison.Dataset.FeatureNames.Count, "feature")}; Adam with learning rate "
            + $"{options.LearningRate:R}, batches of {options.BatchSizeFor(split.Training)}, at most {Count(options.Epochs, "epoch")}, stopped after "
            + $"{options.Patience} without a better validation value.";
        yield return $"{Count(options.Repeats, "repeat")} with seed {options.Seed}: {split.Training} training, {split.Validation} validation and "
            + $"{split.Test} test rows, dealt anew each time; in a repeat every loss starts from the same weights and sees the same batches.";
    }

    /// <summary>Says what a reader should know about single losses: how they were put on the network, and where one failed.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="summary">What it found.</param>
    /// <returns>The sentences.</returns>
    public static IEnumerable<string> OfLosses(Comparison comparison, ComparisonSummary summary) =>
        comparison.Contenders
            .Where(contender => contender.Head.Note.Length > 0)
            .Select(contender => $"{contender.Text}: {contender.Head.Note}")
            .Concat(summary.Contenders.SelectMany(contender => contender.Failures.Select(failure => $"{contender.Loss} stopped in {failure}")));

    /// <summary>Gives a number of things.</summary>
    /// <param name="count">The number.</param>
    /// <param name="one">The word for one.</param>
    /// <param name="several">The word for several; null adds an s.</param>
    /// <returns><c>1 row</c>, <c>2 rows</c>.</returns>
    public static string Count(int count, string one, string? several = null) => $"{count} {(count == 1 ? one : several ?? $"{one}s")}";
}
