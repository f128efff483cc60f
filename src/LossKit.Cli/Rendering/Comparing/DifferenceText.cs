namespace LossKit.Cli;

/// <summary>Says in words how far a loss is from the best.</summary>
internal static class DifferenceText
{
    /// <summary>Gives the words.</summary>
    /// <param name="contender">The loss over its repeats.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="summary">The comparison.</param>
    /// <returns>Such as <c>worse by 2.1 (0.5 to 3.7)</c>.</returns>
    public static string Of(ContenderSummary contender, Metric metric, ComparisonSummary summary)
    {
        if (!contender.IsComplete)
        {
            return "not compared: training stopped";
        }

        return contender.Metrics[metric.Id].ToBest is { } difference
            ? InWords(difference, metric)
            : summary.Contenders.Count(other => other.IsComplete) == 1 ? "the only one" : "the best";
    }

    private static string InWords(PairedDifference difference, Metric metric)
    {
        var (mean, lower, upper) = (difference.Interval.Mean, difference.Interval.Lower, difference.Interval.Upper);
        return difference.Verdict switch
        {
            DifferenceVerdict.WithinNoise => $"no difference beyond noise ({metric.Format(lower)} to {metric.Format(upper)})",
            DifferenceVerdict.Unknown => $"{metric.Format(mean)}; one repeat cannot tell it from noise",

            // The best has the best mean, so what differs from it beyond noise is worse, whichever way the metric counts.
            _ => $"worse by {metric.Format(Math.Abs(mean))} ({metric.Format(Math.Min(Math.Abs(lower), Math.Abs(upper)))} to "
                + $"{metric.Format(Math.Max(Math.Abs(lower), Math.Abs(upper)))})",
        };
    }
}
