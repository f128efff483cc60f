namespace LossKit;

/// <summary>The shape of a numeric target.</summary>
/// <param name="Distribution">Its distribution, with skew and excess kurtosis.</param>
/// <param name="TailShare">The share of its values beyond <see cref="ErrorProfile.FarDeviations"/> robust deviations from the median.</param>
/// <param name="ZeroShare">The share that is 0.</param>
/// <param name="NegativeShare">The share below 0.</param>
/// <param name="WholeShare">The share that is a whole number.</param>
/// <param name="SmallestTenth">The value that a tenth of those above 0 do not exceed; NaN where none is above 0.</param>
/// <param name="NearBoundsShare">The share below 0.1 or above 0.9: of shares, those that a straight line would soon carry out of their range.</param>
/// <param name="OrdersOfMagnitude">
/// The powers of ten between its 1 % and 99 % quantiles; 0 where the lower is not above 0, so that a few strays do not decide.
/// </param>
/// <param name="VarianceToMean">Variance over mean, 1 for counts with one rate; NaN where the mean is not above 0.</param>
public sealed record NumberProfile(
    Distribution Distribution,
    double TailShare,
    double ZeroShare,
    double NegativeShare,
    double WholeShare,
    double SmallestTenth,
    double NearBoundsShare,
    double OrdersOfMagnitude,
    double VarianceToMean)
{
    /// <summary>Measures a target.</summary>
    /// <param name="targets">Its values, at least one, none of them NaN.</param>
    /// <returns>Its shape.</returns>
    /// <exception cref="ArgumentException">There are no values, or one is NaN.</exception>
    public static NumberProfile Of(ReadOnlySpan<double> targets)
    {
        var distribution = Distribution.Of(targets);
        var sorted = targets.ToArray();
        Array.Sort(sorted);
        double low = Quantiles.OfSorted(sorted, 0.01), high = Quantiles.OfSorted(sorted, 0.99);
        return new(
            distribution,
            RobustSpread.Of(targets).ShareBeyond(targets, ErrorProfile.FarDeviations),
            Share(sorted, value => value == 0),
            Share(sorted, value => value < 0),
            Share(sorted, value => value == Math.Truncate(value)),
            sorted.SkipWhile(value => value <= 0).ToArray() is { Length: > 0 } positive ? Quantiles.OfSorted(positive, 0.1) : double.NaN,
            Share(sorted, value => value is < 0.1 or > 0.9),
            low > 0 ? Math.Log10(high / low) : 0,
            distribution.Mean > 0 ? distribution.StandardDeviation * distribution.StandardDeviation / distribution.Mean : double.NaN);
    }

    private static double Share(double[] values, Predicate<double> holds) => values.Count(value => holds(value)) / (double)values.Length;
}
