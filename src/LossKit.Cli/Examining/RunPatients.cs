using System.Text.Json;

namespace LossKit.Cli;

/// <summary>
/// The losses of a run of <c>losskit compare</c>: each is examined with its predictions of the test parts, in the form it takes, and a
/// training that stopped at NaN is a finding by itself.
/// </summary>
internal static class RunPatients
{
    private const string Results = "results.json";
    private const string Predictions = "predictions.csv";

    /// <summary>Reads the folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Each loss of the run.</returns>
    /// <exception cref="UsageException">It is no folder of a finished run, or a loss of it has no prediction.</exception>
    public static IReadOnlyList<Patient> Of(string folder)
    {
        var results = ReadResults(Path.Combine(folder, Results), folder);

        // Where every training stopped, the table has no row, and would be refused.
        var rows = results.Losses.Any(loss => loss.Repeats.Any(repeat => repeat.Failure is null))
            ? PredictedRows.Read(Path.Combine(folder, Predictions), results.Data.Classes)
            : new();
        return [.. results.Losses.Select(document => Of(document, results, rows, folder))];
    }

    private static Patient Of(LossDocument document, ResultsDocument results, PredictedRows rows, string folder)
    {
        var own = rows.Of(document.Loss);
        var failures = document.Repeats.Where(repeat => repeat.Failure is not null).Select(Failure).ToArray();
        if (own.Count == 0 && failures.Length == 0)
        {
            throw new UsageException($"{Path.Combine(folder, Predictions)} has no row of {document.Loss}: run `losskit compare` again.");
        }

        return new(
            document.Loss,
            $"{own.Count} test rows of {folder}",
            options =>
            {
                if (own.Count == 0)
                {
                    return failures;
                }

                var (loss, inputs) = TrainedInputs.For(LossCatalog.Parse(document.Loss), results.Data.Classes.Count, own);
                return [.. failures, .. LossDoctor.Examine(loss, inputs, options with { Stage = TrainingStage.Trained })];
            });
    }

    private static Finding Failure(RepeatDocument repeat)
    {
        var guide = LossDoctor.Guides.Single(guide => guide.Code == FindingCode.NotFinite);
        return new()
        {
            Code = guide.Code,
            Severity = guide.Severity,
            Input = "loss",
            Seen = $"Repeat {repeat.Repeat} stopped after {repeat.Epochs} whole epochs: {repeat.Failure}",
            Why = guide.Why,
            Fix = guide.Fix,
        };
    }

    private static ResultsDocument ReadResults(string path, string folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), RunJson.Readable.ResultsDocument) ?? throw new JsonException();
        }
        catch (FileNotFoundException)
        {
            throw new UsageException(
                $"'{folder}' has no {Results}: name the folder of a finished run of `losskit compare`, a CSV, or two .npy files.");
        }
        catch (JsonException)
        {
            throw new UsageException($"'{path}' is not what losskit writes: run `losskit compare` again.");
        }
    }
}
