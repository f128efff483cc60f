namespace LossKit;

/// <summary>Says in two sentences what to use and why.</summary>
internal static class ComparisonVerdict
{
    /// <summary>Gets the metric that decides: the typical error of numbers, the honesty of probabilities.</summary>
    /// <param name="task">The task.</param>
    /// <returns>The metric.</returns>
    public static Metric DecidingMetric(LearningTask task) =>
        task == LearningTask.Regression ? RegressionMetric.Mae : ClassificationMetric.LogLoss;

    /// <summary>Writes the sentences.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="contenders">The losses over all repeats.</param>
    /// <param name="best">The best by each metric.</param>
    /// <returns>Two sentences.</returns>
    public static string Write(
        Comparison comparison, IReadOnlyList<ContenderSummary> contenders, IReadOnlyDictionary<string, string> best)
    {
        var task = comparison.Dataset.Task;
        var metric = DecidingMetric(task);
        if (!best.TryGetValue(metric.Id, out var winner))
        {
            return "No loss was trained to the end in every repeat, so none can be named. Try a lower --learning-rate, or --drop columns with extreme values.";
        }

        ContenderSummary[] others =
        [
            .. contenders.Where(contender => contender.IsComplete && !string.Equals(contender.Loss, winner, StringComparison.Ordinal)),
        ];
        var alike = others.Where(contender => contender.Metrics[metric.Id].IsAmongBest).Select(contender => contender.Loss).ToArray();
        var worse = others.Where(contender => !contender.Metrics[metric.Id].IsAmongBest).Select(contender => contender.Loss).ToArray();
        return $"{First(comparison, contenders, winner, metric)} {Second(comparison, metric, winner, alike, worse, best)}";
    }

    private static string First(Comparison comparison, IReadOnlyList<ContenderSummary> contenders, string winner, Metric metric)
    {
        var interval = contenders.First(contender => string.Equals(contender.Loss, winner, StringComparison.Ordinal)).Metrics[metric.Id].Interval;
        var spread = interval.HasInterval ? $" ({metric.Format(interval.Lower)} to {metric.Format(interval.Upper)})" : string.Empty;
        var unit = metric.Unit == MetricUnit.Target ? $" in the unit of `{comparison.Dataset.TargetName}`" : string.Empty;
        return $"Use {winner}: on average it has the lowest {metric.Name}, {metric.Format(interval.Mean)}{spread}{unit}.";
    }

    private static string Second(
        Comparison comparison, Metric metric, string winner, string[] alike, string[] worse, IReadOnlyDictionary<string, string> best)
    {
        if (alike.Length == 0 && worse.Length == 0)
        {
            return comparison.Contenders.Count == 1
                ? "It ran alone: name others beside it to see which fits."
                : "It was the only loss that could be compared.";
        }

        if (comparison.Options.Repeats < 2)
        {
            return "With a single repeat nobody can tell whether that is more than noise: use --repeats 5.";
        }

        if (alike.Length == 0)
        {
            return $"{List(worse)} {Are(worse)} worse beyond noise; {winner} is made for this: {Reason(comparison, winner)}";
        }

        var rest = worse.Length == 0 ? string.Empty : $" ({List(worse)} {Are(worse)} worse)";
        return $"For {List(alike)} there is no difference beyond noise{rest}, so choose by what you need: {Rival(comparison, metric, winner, best)}";
    }

    private static string Rival(Comparison comparison, Metric metric, string winner, IReadOnlyDictionary<string, string> best)
    {
        var second = metric == RegressionMetric.Mae ? (Metric)RegressionMetric.Rmse : ClassificationMetric.Accuracy;
        var rival = best[second.Id];
        return string.Equals(rival, winner, StringComparison.Ordinal)
            ? $"{winner} also leads by {second.Name}."
            : $"by {second.Name}, {rival} leads.";
    }

    private static string Reason(Comparison comparison, string winner)
    {
        var use = comparison.Contenders.First(contender => string.Equals(contender.Text, winner, StringComparison.Ordinal)).Loss.Card.UseWhen;
        return char.ToLowerInvariant(use[0]) + use[1..];
    }

    private static string Are(string[] losses) => losses.Length == 1 ? "is" : "are";

    private static string List(string[] losses) => losses.Length < 2
        ? string.Concat(losses)
        : $"{string.Join(", ", losses[..^1])} and {losses[^1]}";
}
