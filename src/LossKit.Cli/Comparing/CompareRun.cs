using System.Text;
using System.Text.Json;
using Spectre.Console;

namespace LossKit.Cli;

/// <summary>
/// Compares losses: reads the data, trains what is not in the folder of the run yet, and reports. What was found goes to standard output,
/// what is said while working to standard error.
/// </summary>
/// <param name="request">What was asked.</param>
internal sealed class CompareRun(CompareRequest request)
{
    private readonly DateTimeOffset _started = DateTimeOffset.Now;
    private GradientLog? _gradients;

    /// <summary>Runs it.</summary>
    /// <param name="stop">Stops between two steps of training.</param>
    /// <returns>Whether at least one loss could be judged.</returns>
    public ExitCode Execute(CancellationToken stop)
    {
        var table = CsvTable.Read(request.Data);
        var columns = request.DatasetOptionsFor(table);
        var dataset = Dataset.From(table, columns);
        var comparison = new Comparison(dataset, request.Options);
        var runRequest = RunRequest.Of(comparison, columns);
        using var folder = RunFolder.Open(request.Out ?? RunFolder.NameFor(request.Data, _started), runRequest);
        var clock = new RunClock();
        var store = new PartStore(folder.Parts, comparison, clock);
        SayHow(comparison, folder, store);
        WriteRun(folder, comparison, store, finished: null);
        var results = Train(comparison, folder, store, clock, stop);
        var summary = ComparisonSummary.Of(comparison, results);
        AtomicFile.Write(
            folder.Of(RunFolder.ResultsName),
            JsonSerializer.SerializeToUtf8Bytes(
                ResultsDocument.Of(runRequest, comparison, results, summary), RunJson.Readable.ResultsDocument));
        AtomicFile.Write(folder.Of(RunFolder.PredictionsName), output => PredictionsFile.Write(output, dataset, results));
        AtomicFile.Write(folder.Of("summary.md"), SummaryOf(comparison, summary));
        WriteRun(folder, comparison, store, DateTimeOffset.Now);
        ReportPage.Write(folder.Path);
        ReportTable[] more = _gradients is null ? [] : [GradientTable.Of(comparison, _gradients.Flows)];
        ComparisonReport.Write(comparison, summary, more, WidthOf(Console.IsOutputRedirected), Console.Out);
        Console.Out.WriteLine();
        Console.Out.WriteLine($"{folder.Path} holds report.html, results.json, predictions.csv, summary.md and run.json.");
        return summary.Best.Count > 0 ? ExitCode.Done : ExitCode.Partly;
    }

    private static int WidthOf(bool isRedirected) =>
        isRedirected ? ComparisonReport.WidestLine : Math.Min(AnsiConsole.Profile.Width, ComparisonReport.WidestLine);

    private static byte[] SummaryOf(Comparison comparison, ComparisonSummary summary)
    {
        using var text = new StringWriter { NewLine = "\n" };
        SummaryMarkdown.Write(comparison, summary, text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private void SayHow(Comparison comparison, RunFolder folder, PartStore store)
    {
        var total = comparison.Keys.Count();
        var width = WidthOf(Console.IsErrorRedirected);
        foreach (var sentence in ComparisonNotes.OfData(comparison.Dataset).Concat(ComparisonNotes.OfRun(comparison)))
        {
            TextLines.Write(sentence, width, Console.Error);
        }

        Console.Error.WriteLine($"{ComparisonNotes.Count(request.Threads, "thread")}; results go to {folder.Path}.");
        foreach (var file in store.Damaged)
        {
            Console.Error.WriteLine($"{file} is damaged, so that part is trained again.");
        }

        if (store.Resumed > 0)
        {
            Console.Error.WriteLine($"{store.Resumed} of {total} trainings are finished already and are not done again.");
        }
    }

    private IReadOnlyList<RunResult> Train(Comparison comparison, RunFolder folder, PartStore store, RunClock clock, CancellationToken stop)
    {
        try
        {
            return ComparisonProgress.Watch(
                comparison, progress => comparison.Run(request.Threads, store, Watching(new TimedObserver(clock, progress)), stop));
        }
        catch (OperationCanceledException)
        {
            var again = request.Out is null ? $"{CommandText.Current} --out {CommandText.Quote(folder.Path)}" : CommandText.Current;
            Console.Error.WriteLine(
                $"Stopped with {store.Finished} of {comparison.Keys.Count()} trainings finished; go on where it was with: {again}");
            throw;
        }
    }

    private IComparisonObserver Watching(IComparisonObserver observer) =>
        request.Watch == GradientWatch.Off ? observer : _gradients = new GradientLog(observer);

    private void WriteRun(RunFolder folder, Comparison comparison, PartStore store, DateTimeOffset? finished) => AtomicFile.Write(
        folder.Of(RunFolder.RunName),
        JsonSerializer.SerializeToUtf8Bytes(RunDocument.Of(request, comparison, store, _started, finished), RunJson.Readable.RunDocument));
}
