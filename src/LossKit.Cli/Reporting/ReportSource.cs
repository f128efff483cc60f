using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LossKit.Cli;

/// <summary>What a report is made from: the saved results of a run, and nothing else, so that it can be made again at any time.</summary>
internal sealed class ReportSource
{
    private ReportSource(ResultsDocument results, RunDocument run, IReadOnlyList<SavedPredictions> predictions)
    {
        Results = results;
        Run = run;
        Predictions = predictions;
        Task = results.ToTask();
        Summary = results.ToSummary();
    }

    /// <summary>Gets what was found.</summary>
    public ResultsDocument Results { get; }

    /// <summary>Gets what was found, as the tables take it.</summary>
    public ComparisonSummary Summary { get; }

    /// <summary>Gets how, where and when.</summary>
    public RunDocument Run { get; }

    /// <summary>Gets the predictions of each loss that has any, in the order named.</summary>
    public IReadOnlyList<SavedPredictions> Predictions { get; }

    /// <summary>Gets the task.</summary>
    public LearningTask Task { get; }

    /// <summary>Gets the predictions of the best loss by the deciding metric, or of the first one; null where there are none.</summary>
    public SavedPredictions? Best
    {
        get
        {
            var best = Results.Best.GetValueOrDefault(Results.DecidingMetric);
            return Predictions.FirstOrDefault(saved => string.Equals(saved.Loss, best, StringComparison.Ordinal))
                ?? (Predictions.Count > 0 ? Predictions[0] : null);
        }
    }

    /// <summary>Gets the predictions with the best loss first.</summary>
    public IEnumerable<SavedPredictions> BestFirst => Predictions.OrderBy(saved => saved == Best ? 0 : 1);

    /// <summary>Gives the number of a loss among those of the run, by which it has the same look in all charts.</summary>
    /// <param name="loss">The loss as it was written.</param>
    /// <returns>The number, from 0.</returns>
    public int LookOf(string loss) =>
        Results.Losses.Index().First(item => string.Equals(item.Item.Loss, loss, StringComparison.Ordinal)).Index;

    /// <summary>Reads the saved results.</summary>
    /// <param name="folder">The folder of the run.</param>
    /// <returns>What is in it.</returns>
    /// <exception cref="UsageException">It is no folder of a finished run, or a file in it is not as losskit wrote it.</exception>
    public static ReportSource Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new UsageException($"There is no folder {folder}: name the folder of a run, as `losskit compare` printed it.");
        }

        var results = ReadJson(folder, RunFolder.ResultsName, RunJson.Readable.ResultsDocument);
        if (results.Format != ResultsDocument.CurrentFormat)
        {
            throw new UsageException(
                $"{Path.Combine(folder, RunFolder.ResultsName)} has format {results.Format} and this losskit reads format "
                + $"{ResultsDocument.CurrentFormat}: "
                + "use the losskit that wrote it.");
        }

        var run = ReadJson(folder, RunFolder.RunName, RunJson.Readable.RunDocument);
        var predictions = SavedPredictions.Read(Present(folder, RunFolder.PredictionsName), results);
        return new(results, run, predictions);
    }

    private static T ReadJson<T>(string folder, string name, JsonTypeInfo<T> form)
    {
        var path = Present(folder, name);
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), form) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new UsageException(
                $"{path} is not what this losskit writes: give the run's `losskit compare` command again, which writes it anew without "
                + $"training again.");
        }
    }

    private static string Present(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path)
            ? path
            : throw new UsageException(
                $"{folder} has no {name}: name the folder of a finished run; one that was stopped is finished by its `losskit compare` "
                + $"command.");
    }
}
