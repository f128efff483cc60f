namespace LossKit;

/// <summary>One metric of one loss over all repeats.</summary>
/// <param name="Values">The value of each repeat.</param>
/// <param name="Interval">Their mean with its 95 % interval.</param>
/// <param name="ToBest">The difference to the best loss by this metric, repeat by repeat; null for the best itself and for one that failed.</param>
public sealed record MetricSummary(IReadOnlyList<double> Values, MeanInterval Interval, PairedDifference? ToBest)
{
    /// <summary>Gets whether it is the best, or no different from the best beyond noise.</summary>
    public bool IsAmongBest => ToBest is not { Verdict: DifferenceVerdict.Lower or DifferenceVerdict.Higher };
}
