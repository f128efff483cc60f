namespace LossKit.Cli;

/// <summary>Which classes are taken for which; for classes.</summary>
internal static class ConfusionSection
{
    private const int MostClasses = 20;
    private const int Shades = 10;
    private const int MostPairs = 5;

    /// <summary>Writes the section.</summary>
    /// <param name="source">The saved results.</param>
    /// <param name="body">Where it goes.</param>
    public static void Write(ReportSource source, ReportBody body)
    {
        if (source.Task == LearningTask.Regression || source.Best is null)
        {
            return;
        }

        body.Begin("confusion", "Confusion matrix");
        body.Say(
            "Rows are the true classes, columns what the most probable class was; test rows of all repeats are counted, and the stronger "
            + "the colour of a cell, the larger its share of the row."
            + (source.Results.Data.Classes.Count > MostClasses
                ? $" Of {source.Results.Data.Classes.Count} classes the {MostClasses} with most test rows are shown."
                : string.Empty));
        foreach (var (index, saved) in source.BestFirst.Index())
        {
            var matrix = ConfusionMatrix.Of(saved.Classes);
            var markup = Matrix(matrix, source.Results.Data.Classes, saved.Loss);
            body.Markup(index == 0 ? markup : $"<details><summary>{HtmlText.Escape(saved.Loss)}</summary>\n{markup}</details>");
            if (index == 0)
            {
                body.Say(Sentence(matrix, source.Results.Data.Classes, saved.Loss));
            }
        }

        body.End();
    }

    private static string Matrix(ConfusionMatrix matrix, IReadOnlyList<string> names, string loss)
    {
        var classes = Enumerable.Range(0, matrix.ClassCount).OrderByDescending(matrix.RowsOf).Take(MostClasses).Order().ToArray();
        var html = new HtmlText().OpenTable($"Confusion matrix of {loss}", "confusion");
        var heads = classes.Select(c => names[c]).Append("found")
            .Select(name => $"<th scope=\"col\" class=\"number\">{HtmlText.Escape(name)}</th>");
        html.Markup($"<thead><tr><th scope=\"col\">true \\ predicted</th>{string.Concat(heads)}</tr></thead><tbody>");
        foreach (var actual in classes)
        {
            var rows = matrix.RowsOf(actual);
            var cells = classes.Select(predicted => Cell(matrix[actual, predicted], rows, actual == predicted));
            html.Markup($"<tr><th scope=\"row\">{HtmlText.Escape(names[actual])}</th>{string.Concat(cells)}"
                + $"<td class=\"number\">{ReportNumber.Percent(matrix[actual, actual] / (double)rows)}</td></tr>");
        }

        return html.CloseTable().ToString();
    }

    private static string Cell(int count, int rows, bool isRight)
    {
        var shade = rows == 0 ? 0 : (int)Math.Ceiling(count / (double)rows * Shades);
        return $"<td class=\"number shade-{shade}{(isRight ? " right" : string.Empty)}\">{count}</td>";
    }

    private static string Sentence(ConfusionMatrix matrix, IReadOnlyList<string> names, string loss)
    {
        var classes = Enumerable.Range(0, matrix.ClassCount).ToArray();
        var all = classes.Sum(matrix.RowsOf);
        var right = classes.Sum(c => matrix[c, c]);
        var mistakes = classes
            .SelectMany(actual => classes.Select(predicted => (Actual: actual, Predicted: predicted, Count: matrix[actual, predicted])))
            .Where(pair => pair.Actual != pair.Predicted && pair.Count > 0)
            .OrderByDescending(pair => pair.Count)
            .Take(MostPairs)
            .Select(pair => $"{names[pair.Actual]} for {names[pair.Predicted]} ({pair.Count})")
            .ToArray();
        return $"{loss} takes {right} of {all} test rows for what they are."
            + (mistakes.Length == 0 ? string.Empty : $" Most often it takes {string.Join(", ", mistakes)}.");
    }
}
