namespace LossKit.Cli;

internal static class DistributionsSection
{
    private const string TargetsName = "targets";

    /// <summary>Writes the section.</summary>
    /// <param name="source">The saved results.</param>
    /// <param name="body">Where it goes.</param>
    public static void Write(ReportSource source, ReportBody body)
    {
        if (source.Task != LearningTask.Regression || source.Best is not { } best)
        {
            return;
        }

        var tables = ComparisonTables.Of(source.Task, source.Results.Request.Repeats, source.Summary).Skip(2).ToArray();
        var unit = source.Results.Request.Target;
        body.Begin("distributions", "Distributions of predictions and residuals");
        body.Figure(Predictions(source, best, unit), PredictionSentence(source, best));
        body.Details("The quantiles", tables.Take(1));
        body.Figure(Residuals(source, unit), ResidualSentence(source, best));
        body.Details("The quantiles", tables.Skip(1));
        body.End();
    }

    private static Chart Predictions(ReportSource source, SavedPredictions best, string unit)
    {
        var edges = Histogram.EdgesFor(best.Targets.ToArray());
        return new()
        {
            Id = "chart-predictions",
            Label = "How the targets and the predictions of each loss are distributed",
            X = unit,
            Y = "density",
            Series =
            [
                Series(TargetsName, best.Targets.ToArray(), edges, null, ChartShape.Area),
                .. source.Predictions.Select(saved => Steps(saved, saved.Predictions.ToArray(), edges, source)),
            ],
        };
    }

    private static Chart Residuals(ReportSource source, string unit)
    {
        // A prediction may have run over to infinity, which lies outside of any chart.
        var edges = Histogram.EdgesFor([.. source.Predictions.SelectMany(saved => saved.Residuals).Where(double.IsFinite).DefaultIfEmpty(0)]);
        return new()
        {
            Id = "chart-residuals",
            Label = "How the residuals of each loss are distributed",
            X = $"prediction − {unit}",
            Y = "density",
            Series =
            [
                .. source.Predictions.Select(saved => Steps(saved, saved.Residuals, edges, source)),
            ],
        };
    }

    private static ChartSeries Steps(SavedPredictions saved, double[] values, double[] edges, ReportSource source) =>
        Series(saved.Loss, values, edges, source.LookOf(saved.Loss), ChartShape.Steps);

    private static ChartSeries Series(string name, double[] values, double[] edges, int? look, ChartShape shape)
    {
        var histogram = Histogram.Of(values, edges);
        return new()
        {
            Name = name,
            Switches = [name],
            Look = look,
            Shape = shape,
            X = edges,
            Y = [.. Enumerable.Range(0, histogram.Counts.Count).Select(histogram.Density)],
        };
    }

    private static string PredictionSentence(ReportSource source, SavedPredictions best)
    {
        var predictions = Distribution.Of(best.Predictions.ToArray());
        var targets = Distribution.Of(best.Targets.ToArray());
        var width = predictions.StandardDeviation < targets.StandardDeviation
            ? "drawn to the middle, as an average must be"
            : "as wide as the targets or wider";
        return $"The middle half of the targets lies from {ReportNumber.Of(targets.Quantile25)} to "
            + $"{ReportNumber.Of(targets.Quantile75)}, that of the predictions of "
            + $"{best.Loss} from {ReportNumber.Of(predictions.Quantile25)} to {ReportNumber.Of(predictions.Quantile75)}: predictions are "
            + $"{width}.{Outside(best.Targets.ToArray(), source)}";
    }

    private static string Outside(double[] targets, ReportSource source)
    {
        var histogram = Histogram.Of(targets, Histogram.EdgesFor(targets));
        var outside = histogram.Below + histogram.Above;
        return outside == 0
            ? string.Empty
            : $" {outside} of {targets.Length} targets of `{source.Results.Request.Target}` lie outside the chart, which would else show "
                + "little but them.";
    }

    private static string ResidualSentence(ReportSource source, SavedPredictions best)
    {
        var residuals = Distribution.Of(best.Residuals);
        return $"Of the residuals of {best.Loss}, nine in ten lie from {ReportNumber.Of(residuals.Quantile05)} to "
            + $"{ReportNumber.Of(residuals.Quantile95)} around the median {ReportNumber.Of(residuals.Median)}; their excess kurtosis is {ReportNumber.Of(residuals.ExcessKurtosis)}, where 0 is the "
            + "normal distribution and more means heavier tails. "
            + $"Test rows of all {ComparisonNotes.Count(source.Results.Request.Repeats, "repeat")} are counted.";
    }
}
