namespace LossKit.Cli;

/// <summary>The metrics with their intervals.</summary>
internal static class MetricsSection
{
    /// <summary>Writes the section.</summary>
    /// <param name="source">The saved results.</param>
    /// <param name="body">Where it goes.</param>
    public static void Write(ReportSource source, ReportBody body)
    {
        var tables = ComparisonTables.Of(source.Task, source.Results.Request.Repeats, source.Summary).ToArray();
        body.Begin("metrics", "Metrics");
        body.Table(tables[0]);
        var metrics = OrderedMetrics(source);
        var losses = source.Summary.Contenders.Where(loss => loss.Metrics.Count > 0).ToArray();
        if (losses.Length > 0)
        {
            body.Figure(Chart(metrics, losses, source), Sentence(source));
        }

        body.Table(tables[1]);
        body.End();
    }

    // The metric that decides is the first view.
    private static Metric[] OrderedMetrics(ReportSource source) =>
        [.. MetricSet.For(source.Task).OrderBy(metric => metric == source.Summary.DecidingMetric ? 0 : 1)];

    private static Chart Chart(Metric[] metrics, ContenderSummary[] losses, ReportSource source) => new()
    {
        Id = "chart-metrics",
        Label = "Each metric of each loss with its 95 % interval over the repeats",
        X = "mean and its 95 % interval",
        Y = string.Empty,
        Rows = [.. losses.Select(loss => loss.Loss)],
        ViewTitle = "Metric",
        Views = [.. metrics.Select(metric => $"{metric.Name} ({Words.Of(metric.Direction).Replace('-', ' ')})")],
        Series =
        [
            .. metrics.Index().SelectMany(metric => losses.Index().Select(loss =>
            {
                var interval = loss.Item.Metrics[metric.Item.Id].Interval;
                return new ChartSeries
                {
                    Name = loss.Item.Loss,
                    View = metric.Index,
                    Look = source.LookOf(loss.Item.Loss),
                    Shape = ChartShape.Interval,
                    X = [interval.Mean],
                    Y = [loss.Index],
                    Reach = interval.HasInterval ? [[interval.Mean - interval.Lower, interval.Upper - interval.Mean]] : null,
                };
            })),
        ],
    };

    private static string Sentence(ReportSource source) => source.Results.Request.Repeats > 1
        ? "Intervals that overlap do not say that losses are alike, since all of them share the luck of a repeat: the differences below "
            + "are taken repeat by repeat."
        : "With a single repeat there are no intervals; `--repeats 5` gives them.";
}
