namespace LossKit.Cli;

/// <summary>Whether probabilities mean what they say; for classes.</summary>
internal static class ReliabilitySection
{
    /// <summary>Writes the section.</summary>
    /// <param name="source">The saved results.</param>
    /// <param name="body">Where it goes.</param>
    public static void Write(ReportSource source, ReportBody body)
    {
        if (source.Task == LearningTask.Regression || source.Best is not { } best)
        {
            return;
        }

        var diagrams = source.Predictions.Select(saved => (saved.Loss, Bins: ReliabilityDiagram.Of(saved.Classes))).ToArray();
        body.Begin("reliability", "Reliability");
        body.Figure(Chart(diagrams, source), Sentence(best));
        body.Details("The rows of each part", diagrams.Select(diagram => Table(diagram.Loss, diagram.Bins)));
        body.End();
    }

    private static Chart Chart((string Loss, IReadOnlyList<ReliabilityBin> Bins)[] diagrams, ReportSource source) => new()
    {
        Id = "chart-reliability",
        Label = "How often predictions are right, by the probability they were given",
        X = "probability of the predicted class",
        Y = "share predicted rightly",
        Scale = ChartScale.UnitSquare,
        Series =
        [
            .. diagrams.Select(diagram =>
            {
                var bins = diagram.Bins.Where(bin => bin.Count > 0).ToArray();
                return new ChartSeries
                {
                    Name = diagram.Loss,
                    Switches = [diagram.Loss],
                    Look = source.LookOf(diagram.Loss),
                    Shape = ChartShape.Line,
                    X = [.. bins.Select(bin => bin.Confidence)],
                    Y = [.. bins.Select(bin => bin.Accuracy)],
                };
            }),
            new() { Name = "honest", Switches = ["honest line"], Shape = ChartShape.Reference, X = [0, 1], Y = [0, 1] },
        ],
    };

    private static string Sentence(SavedPredictions best)
    {
        var bins = ReliabilityDiagram.Of(best.Classes);
        var rows = bins.Sum(bin => bin.Count);
        var confidence = bins.Where(bin => bin.Count > 0).Sum(bin => bin.Confidence * bin.Count) / rows;
        var accuracy = bins.Where(bin => bin.Count > 0).Sum(bin => bin.Accuracy * bin.Count) / rows;
        var (word, side) = confidence > accuracy ? ("overconfident", "Below") : ("underconfident", "Above");
        var difference = ReportNumber.Points(confidence - accuracy);
        var whole = difference == ReportNumber.Points(0) ? "as sure as it should be" : $"{word} by {difference}";
        return $"On the line a probability means what it says. {best.Loss} holds its predictions for {ReportNumber.Percent(confidence)} "
            + $"probable on average and is right in "
            + $"{ReportNumber.Percent(accuracy)} of the rows, so on the whole it is {whole}. {side} the line lies what is {word}; "
            + "points of few rows stray far by chance.";
    }

    private static ReportTable Table(string loss, IReadOnlyList<ReliabilityBin> bins) => new(
        $"Reliability of {loss}",
        [
            new("probability", ColumnSide.Left), new("rows", ColumnSide.Right), new("mean probability", ColumnSide.Right),
            new("predicted rightly", ColumnSide.Right),
        ],
        [
            .. bins.Where(bin => bin.Count > 0).Select(bin => new[]
            {
                $"{ReportNumber.Percent(bin.Lower)} to "
                + $"{ReportNumber.Percent(bin.Upper)}", $"{bin.Count}", ReportNumber.Percent(bin.Confidence),
                ReportNumber.Percent(bin.Accuracy),
            }),
        ],
        string.Empty);
}
