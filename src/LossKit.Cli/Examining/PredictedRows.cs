using System.Globalization;

namespace LossKit.Cli;

/// <summary>The rows of <c>predictions.csv</c>: targets, and predicted numbers or the probability of each class.</summary>
internal sealed class PredictedRows
{
    private readonly Dictionary<string, List<PredictedRow>> _byLoss = new(StringComparer.Ordinal);

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="classes">The names of the classes; empty for regression.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="DataException">The file is not there or no table with these columns.</exception>
    public static PredictedRows Read(string path, IReadOnlyList<string> classes)
    {
        var table = CsvTable.Read(path);
        var losses = table.Column("loss");
        var targets = TargetsOf(table, classes);
        NumberColumn[] predictions = classes.Count == 0
            ? [Numbers(table, "prediction")]
            : [.. classes.Select(name => Numbers(table, $"p({name})"))];
        var variances = table.Columns.Any(column => column.Name == PredictionsFile.VarianceColumn)
            ? Numbers(table, PredictionsFile.VarianceColumn)
            : null;
        var rows = new PredictedRows();
        for (var row = 0; row < table.RowCount; row++)
        {
            var loss = losses is TextColumn text && !text.IsMissing(row) ? text.Levels[text.Codes[row]] : string.Empty;
            if (!rows._byLoss.TryGetValue(loss, out var own))
            {
                rows._byLoss[loss] = own = [];
            }

            own.Add(new(targets(row), [.. predictions.Select(column => column.Values[row])], variances?.Values[row] ?? double.NaN));
        }

        return rows;
    }

    /// <summary>Gives the rows of a loss.</summary>
    /// <param name="loss">The loss as it was written.</param>
    /// <returns>Its rows; none where no repeat of it was finished.</returns>
    public IReadOnlyList<PredictedRow> Of(string loss) => _byLoss.TryGetValue(loss, out var rows) ? rows : [];

    private static Func<int, double> TargetsOf(CsvTable table, IReadOnlyList<string> classes)
    {
        var column = table.Column("target");
        if (classes.Count == 0)
        {
            var numbers = Numbers(table, "target");
            return row => numbers.Values[row];
        }

        // Classes that are called by numbers are read as such.
        var places = classes.Index().ToDictionary(item => item.Item, item => (double)item.Index, StringComparer.Ordinal);
        var byNumber = new Dictionary<double, double>();
        foreach (var (name, place) in places)
        {
            if (double.TryParse(name, CultureInfo.InvariantCulture, out var number))
            {
                byNumber[number] = place;
            }
        }

        return row => column switch
        {
            TextColumn text when !text.IsMissing(row) && places.TryGetValue(text.Levels[text.Codes[row]], out var place) => place,
            NumberColumn numbers when byNumber.TryGetValue(numbers.Values[row], out var place) => place,
            _ => throw new DataException(
                $"{table.Source.Path} has a target in line {table.LineOf(row)} that is none of the run's classes; run `losskit compare` "
                    + "again."),
        };
    }

    private static NumberColumn Numbers(CsvTable table, string name) => table.Column(name) as NumberColumn
        ?? throw new DataException(
            $"Column `{name}` of {table.Source.Path} holds text where a run has numbers; run `losskit compare` again.");
}

/// <summary>A row of <c>predictions.csv</c>.</summary>
/// <param name="Target">The target, or the index of the class.</param>
/// <param name="Outputs">The predicted number, or the probability of each class.</param>
/// <param name="Variance">The predicted variance; NaN where there is none.</param>
internal sealed record PredictedRow(double Target, double[] Outputs, double Variance);
