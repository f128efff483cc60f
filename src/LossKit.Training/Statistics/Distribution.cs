namespace LossKit;

/// <summary>
/// The shape of a set of numbers: of predictions beside targets, or of residuals. It shows what a loss did that an average
/// error hides, such as predictions drawn to the middle.
/// </summary>
/// <param name="Count">The number of values.</param>
/// <param name="Minimum">The smallest value.</param>
/// <param name="Quantile05">The 5 % quantile; quantiles are interpolated, see <see cref="Quantiles.OfSorted"/>.</param>
/// <param name="Quantile25">The lower quartile.</param>
/// <param name="Median">The median.</param>
/// <param name="Quantile75">The upper quartile.</param>
/// <param name="Quantile95">The 95 % quantile.</param>
/// <param name="Maximum">The largest value.</param>
/// <param name="Mean">The mean.</param>
/// <param name="StandardDeviation">The standard deviation, dividing by n − 1; NaN for a single value.</param>
/// <param name="Skewness">m₃ / m₂^1.5 with central moments m over n; 0 for a symmetric set, NaN where all values are equal.</param>
/// <param name="ExcessKurtosis">m₄ / m₂² − 3; 0 for the normal distribution, NaN where all values are equal.</param>
public sealed record Distribution(
    int Count,
    double Minimum,
    double Quantile05,
    double Quantile25,
    double Median,
    double Quantile75,
    double Quantile95,
    double Maximum,
    double Mean,
    double StandardDeviation,
    double Skewness,
    double ExcessKurtosis)
{
    /// <summary>Measures a set of numbers.</summary>
    /// <param name="values">The numbers, at least one, none of them NaN.</param>
    /// <returns>Their distribution.</returns>
    /// <exception cref="ArgumentException">There are no values, or one is NaN (its index is said).</exception>
    public static Distribution Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty) throw new ArgumentException("A distribution needs at least one value.", nameof(values));
        for (var i = 0; i < values.Length; i++)
            if (double.IsNaN(values[i])) throw new ArgumentException($"values[{i}] is NaN; leave such values out first.", nameof(values));
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var (mean, second, third, fourth) = Moments(sorted);
        return new Distribution(
            sorted.Length,
            sorted[0],
            Quantiles.OfSorted(sorted, 0.05),
            Quantiles.OfSorted(sorted, 0.25),
            Quantiles.OfSorted(sorted, 0.5),
            Quantiles.OfSorted(sorted, 0.75),
            Quantiles.OfSorted(sorted, 0.95),
            sorted[^1],
            mean,
            sorted.Length == 1 ? double.NaN : Math.Sqrt(second * sorted.Length / (sorted.Length - 1)),
            second == 0 ? double.NaN : third / Math.Pow(second, 1.5),
            second == 0 ? double.NaN : fourth / (second * second) - 3);
    }

    private static (double Mean, double Second, double Third, double Fourth) Moments(double[] sorted)
    {
        // Equal values are told apart from nearly equal ones before the rounding of their mean blurs that.
        if (sorted[0] == sorted[^1]) return (sorted[0], 0, 0, 0);
        double sum = 0, second = 0, third = 0, fourth = 0;
        foreach (var value in sorted) sum += value;
        var mean = sum / sorted.Length;
        foreach (var value in sorted)
        {
            var d = value - mean;
            second += d * d;
            third += d * d * d;
            fourth += d * d * d * d;
        }

        return (mean, second / sorted.Length, third / sorted.Length, fourth / sorted.Length);
    }
}
