namespace LossKit.Cli;

/// <summary>Reads predictions and targets from the columns of a table.</summary>
internal static class TableInputs
{
    private const string Prediction = "prediction";
    private const string Target = "target";

    /// <summary>Reads.</summary>
    /// <param name="path">The file.</param>
    /// <param name="request">Which columns.</param>
    /// <param name="loss">The loss, whose targets may be the names of classes.</param>
    /// <returns>The inputs by name: [N] for a column, [N,C] for several.</returns>
    /// <exception cref="UsageException">A column holds text where numbers belong.</exception>
    /// <exception cref="DataException">The file cannot be read, or has no such column.</exception>
    public static Dictionary<string, NamedArray> Read(string path, DoctorRequest request, Loss loss)
    {
        var table = CsvTable.Read(path);
        string[] predictions = [.. request.Prediction.DefaultIfEmpty(Prediction)];
        string[] targets = [.. request.Target.DefaultIfEmpty(Target)];
        var inputs = new Dictionary<string, NamedArray>(StringComparer.Ordinal)
        {
            [Prediction] = Numbers(table, predictions),
            [Target] = targets is [var name] && table.Column(name) is TextColumn classes
                ? Indices(table, classes, predictions)
                : Numbers(table, targets),
        };
        if (loss is BceWithLogitsLoss { PosWeights.Count: > 0 })
        {
            inputs[Prediction] = AsColumn(inputs[Prediction]);
            inputs[Target] = AsColumn(inputs[Target]);
        }

        if (request.Weight is { } weight)
        {
            inputs["weight"] = loss.Card.Arguments.Any(input => input.Role == InputRole.Weight)
                ? Numbers(table, [weight])
                : throw new UsageException($"{loss.Card.Id} takes no weights of elements: leave --weight out.");
        }

        return request.WithOthers(inputs, columns => Numbers(table, CommaList.Split(columns)));
    }

    private static NamedArray Numbers(CsvTable table, string[] names)
    {
        var columns = names.Select(name => table.Column(name) switch
        {
            NumberColumn numbers => numbers,
            var text => throw new UsageException(
                $"Column `{name}` of {table.Source.Path} holds text ('{FirstText(text)}'), and numbers are needed: name another column, "
                    + "or write numbers."),
        }).ToArray();
        var values = new double[table.RowCount * columns.Length];
        for (var row = 0; row < table.RowCount; row++)
        {
            for (var column = 0; column < columns.Length; column++)
            {
                values[(row * columns.Length) + column] = columns[column].Values[row];
            }
        }

        return new(values, columns.Length == 1 ? [table.RowCount] : [table.RowCount, columns.Length])
        {
            Form = Array.Exists(columns, column => column.Form == NumberForm.Real) ? NumberForm.Real : NumberForm.Whole,
        };
    }

    // Weights of outputs go along the last dimension, of which a single column has none.
    private static NamedArray AsColumn(NamedArray array) =>
        array.Shape is [var rows] ? new(array.Values, [rows, 1]) { Form = array.Form } : array;

    // Names of classes are their columns' places, where the columns of the predictions are called after them: cat, or p(cat).
    private static NamedArray Indices(CsvTable table, TextColumn target, string[] predictions)
    {
        var places = new int[target.Levels.Count];
        for (var level = 0; level < places.Length; level++)
        {
            var name = target.Levels[level];
            places[level] = Array.FindIndex(predictions, column => column == name || column == $"p({name})");
            if (places[level] < 0)
            {
                throw new UsageException($"Column `{target.Name}` of {table.Source.Path} holds text ('{name}'), and " + (predictions.Length > 1
                    ? "no column of --prediction is called so: write class indices, or call the columns of the predictions after their classes."
                    : "numbers are needed beside one column of predictions: name another column, or write numbers, 0 and 1 for no and yes."));
            }
        }

        var values = new double[table.RowCount];
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = target.IsMissing(row) ? double.NaN : places[target.Codes[row]];
        }

        return new(values, [values.Length]);
    }

    private static string FirstText(CsvColumn column) => column is TextColumn text ? text.Levels[0] : string.Empty;
}
