namespace LossKit.Cli;

/// <summary>Reads what a request says of a table.</summary>
internal static class TableReading
{
    /// <summary>Measures the table.</summary>
    /// <param name="request">The request, with data and a target.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="DataException">The table cannot be used.</exception>
    public static TableProfile Profile(RecommendRequest request)
    {
        var table = CsvTable.Read(request.Data!);
        var target = request.Target!;
        if (Labels(table, target, request.Task) is { } labels)
        {
            return TableProfile.Of(labels);
        }

        return request.Task == AdviceTask.MultiLabel
            ? throw new UsageException(
                $"`{target}` holds no lists such as a;b, a|b or \"a,b\": name several columns of 0 and 1 with commas between, or leave --task out.")
            : TableProfile.Of(Dataset.From(table, ComparisonOf(request, []).DatasetOptionsFor(table)));
    }

    /// <summary>Gives the comparison of some losses on the table.</summary>
    /// <param name="request">The request.</param>
    /// <param name="losses">The losses.</param>
    /// <returns>The request of the comparison.</returns>
    public static CompareRequest ComparisonOf(RecommendRequest request, IReadOnlyList<string> losses)
    {
        var standard = new ComparisonOptions();
        return new()
        {
            Data = request.Data!,
            Target = request.Target!,
            Task = RecommendRequest.LearningTaskOf(request.Task),
            Drop = request.Drop,
            Categorical = request.Categorical,
            Threads = Environment.ProcessorCount,
            Out = request.Proof?.Out,
            Options = standard with
            {
                Losses = losses,
                Repeats = request.Proof?.Repeats ?? standard.Repeats,
                Epochs = request.Proof?.Epochs ?? standard.Epochs,
            },
        };
    }

    // A column whose name holds a comma is that column. A task that was asked for with one label a row is not overruled.
    private static LabelSets? Labels(CsvTable table, string target, AdviceTask? task)
    {
        var isColumn = table.Columns.Any(column => string.Equals(column.Name, target, StringComparison.Ordinal));
        var names = isColumn ? [target] : CommaList.Split(target);
        if (names.Length > 1)
        {
            return task is null or AdviceTask.MultiLabel
                ? LabelSets.Columns(table, names)
                : throw new UsageException($"--target names {names.Length} columns, but --task {Words.Of(task.Value)} has one: name one.");
        }

        return task is null or AdviceTask.MultiLabel ? LabelSets.FindLists(table, target) : null;
    }
}
