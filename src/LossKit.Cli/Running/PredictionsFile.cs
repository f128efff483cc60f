using System.Globalization;
using System.Text;

namespace LossKit.Cli;

/// <summary>
/// The predictions of every test row as CSV: the line of the row in the data, the repeat, the loss, the target and the prediction; for
/// classes the predicted class and the probability of each; where a loss has the variance predicted too, that.
/// </summary>
internal static class PredictionsFile
{
    /// <summary>The name of the column of predicted variances.</summary>
    public const string VarianceColumn = "variance";

    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the predictions.</summary>
    /// <param name="output">Where they go.</param>
    /// <param name="dataset">The data.</param>
    /// <param name="results">The results.</param>
    public static void Write(Stream output, Dataset dataset, IReadOnlyList<RunResult> results)
    {
        using var writer = new StreamWriter(output, Encoding, bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
        var classes = dataset.ClassNames;
        var haveVariances = results.Any(result => result.Variances.Count > 0);
        IEnumerable<string> head =
        [
            "line", "repeat", "loss", "target", "prediction",
            .. classes.Select(name => $"p({name})"),
            .. haveVariances ? [VarianceColumn] : (string[])[],
        ];
        writer.WriteLine(string.Join(',', head.Select(Cell)));
        foreach (var result in results)
        {
            var key = $"{result.Key.Repeat},{Cell(result.Key.Loss)}";
            for (var i = 0; i < result.TestRows.Count; i++)
            {
                var row = result.TestRows[i];
                var cells = classes.Count == 0
                    ? $"{Number(dataset.Targets[row])},{Number(result.Predictions[i])}{(haveVariances ? VarianceCell(result, i) : string.Empty)}"
                    : Classes(dataset, row, [.. result.Predictions.Skip(i * classes.Count).Take(classes.Count)]);
                writer.WriteLine($"{dataset.LineOf(row)},{key},{cells}");
            }
        }
    }

    // Other losses of the same run leave the cell empty.
    private static string VarianceCell(RunResult result, int i) => result.Variances.Count > 0 ? $",{Number(result.Variances[i])}" : ",";

    private static string Classes(Dataset dataset, int row, double[] probabilities)
    {
        // Of equally probable classes the first is the prediction, as it is for the metrics.
        var predicted = Array.IndexOf(probabilities, probabilities.Max());
        var names = $"{Cell(dataset.ClassNames[dataset.Labels[row]])},{Cell(dataset.ClassNames[predicted])}";
        return $"{names},{string.Join(',', probabilities.Select(Number))}";
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Cell(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
