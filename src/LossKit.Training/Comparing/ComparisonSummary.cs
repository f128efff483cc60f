namespace LossKit;

/// <summary>What a comparison found: each loss over all repeats, which is best by each metric, and what to use.</summary>
public sealed record ComparisonSummary
{
    /// <summary>Gets the losses, in the order they were named.</summary>
    public required IReadOnlyList<ContenderSummary> Contenders { get; init; }

    /// <summary>Gets the best loss by each metric, by the metric's id; missing where no loss was finished.</summary>
    public required IReadOnlyDictionary<string, string> Best { get; init; }

    /// <summary>Gets the metric that decides which loss to use: the typical error of numbers, the honesty of probabilities.</summary>
    public required Metric DecidingMetric { get; init; }

    /// <summary>Gets the targets of all test parts together; null for classes.</summary>
    public Distribution? Targets { get; init; }

    /// <summary>Gets what to use and why, in two sentences.</summary>
    public required string Verdict { get; init; }

    /// <summary>Sums a comparison up.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="results">Its results.</param>
    /// <returns>The summary.</returns>
    public static ComparisonSummary Of(Comparison comparison, IReadOnlyList<RunResult> results)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(results);
        var metrics = MetricSet.For(comparison.Dataset.Task);
        var runs = comparison.Contenders.ToDictionary(
            contender => contender.Text,
            contender => results.Where(result => string.Equals(result.Key.Loss, contender.Text, StringComparison.Ordinal)).ToArray(),
            StringComparer.Ordinal);
        var complete = runs.Where(pair => pair.Value.All(run => run.IsComplete)).ToDictionary(StringComparer.Ordinal);
        var best = complete.Count == 0
            ? []
            : metrics.ToDictionary(metric => metric.Id, metric => BestBy(metric, comparison, complete), StringComparer.Ordinal);
        var ratio = comparison.SplitOf(1).TestRatio;
        ContenderSummary[] contenders =
        [
            .. comparison.Contenders.Select(contender => Summarise(contender, comparison.Dataset, runs, complete, best, metrics, ratio)),
        ];
        var isRegression = comparison.Dataset.Task == LearningTask.Regression;
        return new()
        {
            Contenders = contenders,
            Best = best,
            DecidingMetric = ComparisonVerdict.DecidingMetric(comparison.Dataset.Task),
            Targets = isRegression && complete.Count > 0 ? Distribution.Of(TargetsOf(comparison.Dataset, complete.First().Value)) : null,
            Verdict = ComparisonVerdict.Write(comparison, contenders, best),
        };
    }

    private static string BestBy(Metric metric, Comparison comparison, Dictionary<string, RunResult[]> complete) =>
        comparison.Contenders
            .Where(contender => complete.ContainsKey(contender.Text))
            .MinBy(contender => metric.Badness(complete[contender.Text].Average(run => run.Metrics[metric.Id])))!.Text;

    private static ContenderSummary Summarise(
        Contender contender,
        Dataset dataset,
        Dictionary<string, RunResult[]> runs,
        Dictionary<string, RunResult[]> complete,
        Dictionary<string, string> best,
        IReadOnlyList<Metric> metrics,
        double testRatio)
    {
        RunResult[] finished = [.. runs[contender.Text].Where(run => run.IsComplete)];
        var summaries = new Dictionary<string, MetricSummary>(StringComparer.Ordinal);
        foreach (var metric in finished.Length > 0 ? metrics : [])
        {
            var values = ValuesOf(metric, finished);
            var isCompared = complete.ContainsKey(contender.Text) && !string.Equals(best[metric.Id], contender.Text, StringComparison.Ordinal);
            summaries[metric.Id] = new(
                values,
                MeanInterval.Of(values, testRatio),
                isCompared ? PairedDifference.Of(values, ValuesOf(metric, complete[best[metric.Id]]), testRatio) : null);
        }

        var isRegression = dataset.Task == LearningTask.Regression && finished.Length > 0;
        double[] predictions = isRegression ? [.. finished.SelectMany(run => run.Predictions)] : [];
        return new()
        {
            Loss = contender.Text,
            Metrics = summaries,
            Failures = [.. runs[contender.Text].Where(run => !run.IsComplete).Select(run => $"repeat {run.Key.Repeat}: {run.Failure}")],
            Predictions = isRegression ? Distribution.Of(predictions) : null,
            Residuals = isRegression ? Distribution.Of([.. predictions.Zip(TargetsOf(dataset, finished), (p, t) => p - t)]) : null,
        };
    }

    private static double[] ValuesOf(Metric metric, RunResult[] runs) => Array.ConvertAll(runs, run => run.Metrics[metric.Id]);

    private static double[] TargetsOf(Dataset dataset, RunResult[] runs)
    {
        var targets = new List<double>();
        foreach (var run in runs)
        {
            foreach (var row in run.TestRows)
            {
                targets.Add(dataset.Targets[row]);
            }
        }

        return [.. targets];
    }
}
