using System.Globalization;
using System.Text;
using CsvHelper;

namespace LossKit.Cli;

/// <summary>The predictions of one loss for the test rows of all repeats, as they stand in <c>predictions.csv</c>.</summary>
internal sealed class SavedPredictions
{
    private const int LineColumn = 0;
    private const int LossColumn = 2;
    private const int TargetColumn = 3;
    private const int PredictionColumn = 4;
    private const int FirstProbability = 5;
    private static readonly CsvReaderOptions Format = new() { Separator = ',', HasHeader = false, TrackLineNumbers = true };
    private readonly int _classCount;
    private readonly List<int> _lines = [];
    private readonly List<double> _targets = [];
    private readonly List<double> _predictions = [];
    private readonly List<int> _labels = [];
    private readonly List<double> _probabilities = [];

    private SavedPredictions(string loss, int classCount)
    {
        Loss = loss;
        _classCount = classCount;
    }

    /// <summary>Gets the loss as it was written.</summary>
    public string Loss { get; }

    /// <summary>Gets the targets; empty for classes.</summary>
    public IReadOnlyList<double> Targets => _targets;

    /// <summary>Gets the predictions; empty for classes.</summary>
    public IReadOnlyList<double> Predictions => _predictions;

    private bool HasNaN => _predictions.Exists(double.IsNaN) || _probabilities.Exists(double.IsNaN);

    /// <summary>Gets prediction − target.</summary>
    public double[] Residuals => [.. _predictions.Zip(_targets, (prediction, target) => prediction - target)];

    /// <summary>Gets the true classes.</summary>
    public IReadOnlyList<int> Labels => _labels;

    /// <summary>Gets the probabilities beside the true classes.</summary>
    public ClassProbabilities Classes => new(_probabilities.ToArray(), _labels.ToArray(), _classCount);

    /// <summary>Gives prediction − target with each row of the data once: in the first repeat that tested it.</summary>
    /// <returns>The residuals.</returns>
    public double[] ResidualsOfDistinctRows()
    {
        var seen = new HashSet<int>();
        return [.. Residuals.Index().Where(item => seen.Add(_lines[item.Index])).Select(item => item.Item)];
    }

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="results">The results that it belongs to.</param>
    /// <returns>The predictions of each loss that has any and all of them numbers, in the order of the results.</returns>
    /// <exception cref="UsageException">A line is not as losskit writes it.</exception>
    public static IReadOnlyList<SavedPredictions> Read(string path, ResultsDocument results)
    {
        var classes = results.Data.Classes.Index().ToDictionary(item => item.Item, item => item.Index, StringComparer.Ordinal);
        var byLoss = results.Losses.Select(loss => new SavedPredictions(loss.Loss, classes.Count))
            .ToDictionary(saved => saved.Loss, StringComparer.Ordinal);
        using var stream = File.OpenRead(path);
        using var reader = CsvReader.Create(stream, Format, leaveOpen: false);
        try
        {
            reader.Read();
            var columns = reader.FieldCount;
            while (reader.Read())
            {
                if (reader.FieldCount != columns || columns < FirstProbability + classes.Count
                    || !byLoss.TryGetValue(Text(reader, LossColumn), out var saved)
                    || !saved.Add(reader, classes))
                {
                    throw Damaged(path, reader.LineNumber);
                }
            }
        }
        catch (CsvFormatException broken)
        {
            throw Damaged(path, broken.LineNumber);
        }

        foreach (var loss in results.Losses) CheckCount(path, loss, byLoss[loss.Loss], results.Split.Test);

        // Predictions that are no numbers show as NaN in the table of metrics, and leave nothing to draw.
        return [.. results.Losses.Select(loss => byLoss[loss.Loss]).Where(saved => saved._lines.Count > 0 && !saved.HasNaN)];
    }

    // A file that was cut short ends on a whole line as often as not.
    private static void CheckCount(string path, LossDocument loss, SavedPredictions saved, int testRows)
    {
        var expected = testRows * loss.Repeats.Count(repeat => repeat.Failure is null);
        if (saved._lines.Count == expected) return;
        throw new UsageException(
            $"{path} has {saved._lines.Count} predictions of {loss.Loss} where the results have {expected}: give the run's `losskit compare` command again, "
            + "which writes it anew without training again.");
    }

    private static UsageException Damaged(string path, long line) => new(
        $"Line {line} of {path} is not what losskit writes: give the run's `losskit compare` command again, which writes it anew without "
        + $"training again.");

    private static string Text(CsvReader reader, int column) => Encoding.UTF8.GetString(reader.GetSpan(column));

    private static bool TryNumber(CsvReader reader, int column, out double number) =>
        double.TryParse(reader.GetSpan(column), NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private bool Add(CsvReader reader, Dictionary<string, int> classes)
    {
        if (!int.TryParse(reader.GetSpan(LineColumn), NumberStyles.None, CultureInfo.InvariantCulture, out var line))
        {
            return false;
        }

        _lines.Add(line);
        return _classCount == 0 ? AddNumber(reader) : AddClass(reader, classes);
    }

    private bool AddNumber(CsvReader reader)
    {
        if (!TryNumber(reader, TargetColumn, out var target) || !TryNumber(reader, PredictionColumn, out var prediction))
        {
            return false;
        }

        _targets.Add(target);
        _predictions.Add(prediction);
        return true;
    }

    private bool AddClass(CsvReader reader, Dictionary<string, int> classes)
    {
        if (!classes.TryGetValue(Text(reader, TargetColumn), out var label))
        {
            return false;
        }

        _labels.Add(label);
        for (var c = 0; c < _classCount; c++)
        {
            if (!TryNumber(reader, FirstProbability + c, out var probability) || probability is < 0 or > 1)
            {
                return false;
            }

            _probabilities.Add(probability);
        }

        return true;
    }
}
