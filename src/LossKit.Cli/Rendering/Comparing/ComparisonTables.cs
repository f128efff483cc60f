using System.Globalization;

namespace LossKit.Cli;

/// <summary>What a comparison found, as tables.</summary>
internal static class ComparisonTables
{
    private const string Nothing = "-";
    private static readonly ReportColumn Loss = new("loss", ColumnSide.Left);

    /// <summary>Makes the tables.</summary>
    /// <param name="task">The task of the comparison.</param>
    /// <param name="repeats">How often it was repeated.</param>
    /// <param name="summary">What it found.</param>
    /// <returns>The metrics, the differences to the best, and for regression the distributions.</returns>
    public static IEnumerable<ReportTable> Of(LearningTask task, int repeats, ComparisonSummary summary)
    {
        yield return Metrics(task, repeats, summary);
        yield return Differences(summary);
        if (summary.Targets is { } targets)
        {
            var rows = summary.Contenders.Where(contender => contender.Predictions is not null).ToArray();
            yield return Distributions(
                "Distribution of the predictions of all test parts",
                [("(the targets)", targets), .. rows.Select(contender => (contender.Loss, contender.Predictions!))]);
            yield return Distributions(
                "Distribution of the residuals, prediction - target",
                [.. rows.Select(contender => (contender.Loss, contender.Residuals!))]);
        }
    }

    private static ReportTable Metrics(LearningTask task, int repeats, ComparisonSummary summary)
    {
        var metrics = MetricSet.For(task);
        var spread = repeats > 1 ? $"mean ± 95 % interval over {repeats} repeats" : "a single repeat";
        return new(
            $"Metrics on the test part, {spread}",
            [Loss, .. metrics.Select(metric => new ReportColumn(metric.Name + Arrow(metric), ColumnSide.Right))],
            [.. summary.Contenders.Select(contender => Row(contender, metrics, summary))],
            repeats > 1
                ? "* best, ~ no different from the best beyond noise; ↓ lower, ↑ higher, 0 nearer to 0 is better."
                : "* best; ↓ lower, ↑ higher, 0 nearer to 0 is better.");
    }

    private static string[] Row(ContenderSummary contender, IReadOnlyList<Metric> metrics, ComparisonSummary summary) =>
    [
        contender.Loss,
        .. metrics.Select(metric => contender.Metrics.TryGetValue(metric.Id, out var found)
            ? $"{IntervalText.Of(metric, found.Interval)} {Mark(contender, metric, found, summary)}"
            : $"{Nothing}  "),
    ];

    private static char Mark(ContenderSummary contender, Metric metric, MetricSummary found, ComparisonSummary summary) =>
        summary.Best.TryGetValue(metric.Id, out var best) && string.Equals(best, contender.Loss, StringComparison.Ordinal) ? '*'
        : found.ToBest is { Verdict: DifferenceVerdict.WithinNoise } ? '~'
        : ' ';

    private static string Arrow(Metric metric) => metric.Direction switch
    {
        MetricDirection.LowerIsBetter => " ↓",
        MetricDirection.HigherIsBetter => " ↑",
        _ => " 0",
    };

    private static ReportTable Differences(ComparisonSummary summary)
    {
        var metric = summary.DecidingMetric;
        return new(
            $"Difference to the best by {metric.Name}, repeat by repeat",
            [Loss, new("difference (95 % interval)", ColumnSide.Left)],
            [.. summary.Contenders.Select(contender => new[] { contender.Loss, DifferenceText.Of(contender, metric, summary) })],
            string.Empty);
    }

    private static ReportTable Distributions(string title, IReadOnlyList<(string Name, Distribution Distribution)> rows)
    {
        string[] heads = ["5 %", "25 %", "median", "75 %", "95 %", "skewness", "excess kurtosis"];
        return new(
            title,
            [new(string.Empty, ColumnSide.Left), .. heads.Select(head => new ReportColumn(head, ColumnSide.Right))],
            [.. rows.Select(row => new[] { row.Name }.Concat(Cells(row.Distribution)).ToArray())],
            string.Empty);
    }

    private static IEnumerable<string> Cells(Distribution distribution) =>
    [
        .. new[]
        {
            distribution.Quantile05, distribution.Quantile25, distribution.Median, distribution.Quantile75, distribution.Quantile95,
        }.Select(RegressionMetric.Mae.Format),
        Shape(distribution.Skewness),
        Shape(distribution.ExcessKurtosis),
    ];

    private static string Shape(double value) => double.IsNaN(value) ? Nothing : value.ToString("0.00", CultureInfo.InvariantCulture);
}
