using System.Globalization;

namespace LossKit.Cli;

/// <summary>How, where and when the run was made: what someone needs to make it again.</summary>
internal static class RecordSection
{
    /// <summary>Writes the section.</summary>
    /// <param name="source">The saved results.</param>
    /// <param name="body">Where it goes.</param>
    public static void Write(ReportSource source, ReportBody body)
    {
        body.Begin("record", "The run's record");
        body.List(source.Results.Data.Notes.Prepend($"{source.Results.Data.TaskReason}."));
        body.Table(Table("What decides the numbers", Request(source.Results)));
        body.Table(Table("How, where and when", Run(source.Run)));
        body.Details("How long each loss trained", new ReportTable(
            "Seconds of training, all repeats together",
            [new("loss", ColumnSide.Left), new("seconds", ColumnSide.Right)],
            [.. source.Run.SecondsByLoss.Select(loss => new[] { loss.Key, loss.Value.ToString("0.00", CultureInfo.InvariantCulture) })],
            string.Empty));
        body.End();
    }

    private static IEnumerable<(string Name, string Value)> Request(ResultsDocument results)
    {
        var request = results.Request;
        yield return ("data, SHA-256", request.DataSha256);
        yield return (
            "rows", $"{results.Data.RowsUsed} used of {results.Data.RowsRead}, {results.Data.RowsWithoutTarget} without a target");
        yield return ("target", request.Target);
        yield return ("task", request.Task);
        yield return ("dropped columns", List(request.Drop));
        yield return ("columns named categorical", List(request.Categorical));
        yield return ("columns named numeric", List(request.Numeric));
        yield return ("losses", List(request.Losses));
        yield return ("model", RunRequest.ModelText(request.Model));
        yield return ("epochs at most", $"{request.Epochs}");
        yield return ("batch size", $"{request.BatchSize}");
        yield return ("learning rate", request.LearningRate.ToString("R", CultureInfo.InvariantCulture));
        yield return ("patience", $"{request.Patience}");
        yield return ("repeats", $"{request.Repeats}");
        yield return ("seed", $"{request.Seed}");
        yield return ("losskit", request.Losskit);
    }

    private static IEnumerable<(string Name, string Value)> Run(RunDocument run)
    {
        yield return ("command", run.Command);
        yield return ("data", $"{run.DataPath}, {run.DataBytes} bytes");
        yield return ("started", Time(run.Started));
        yield return ("finished", run.Finished is { } finished ? Time(finished) : "not yet");
        yield return ("trainings found finished", $"{run.Resumed}");
        yield return ("threads", $"{run.Threads}");
        yield return ("processor", $"{run.Processor}, registers of {run.RegisterBits} bits");
        yield return ("system", run.OperatingSystem);
        yield return ("runtime", run.Runtime);
    }

    private static ReportTable Table(string title, IEnumerable<(string Name, string Value)> rows) => new(
        title,
        [new("what", ColumnSide.Left), new("value", ColumnSide.Left)],
        [.. rows.Select(row => new[] { row.Name, row.Value })],
        string.Empty);

    private static string List(IReadOnlyList<string> items) => items.Count == 0 ? "none" : string.Join(", ", items);

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
}
