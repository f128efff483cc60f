using System.Globalization;

namespace LossKit.Cli;

/// <summary>Writes a mean and half the width of its interval, both with the decimals of the coarser one.</summary>
internal static class IntervalText
{
    /// <summary>Gives the text.</summary>
    /// <param name="metric">What was measured.</param>
    /// <param name="interval">The mean and its interval.</param>
    /// <returns>Such as <c>45.11 ± 5.97</c>; the mean alone where there is no interval.</returns>
    public static string Of(Metric metric, MeanInterval interval)
    {
        var mean = metric.Format(interval.Mean);
        if (!interval.HasInterval)
        {
            return mean;
        }

        var half = metric.Format(interval.HalfWidth);
        if (mean.Contains('e', StringComparison.Ordinal) || half.Contains('e', StringComparison.Ordinal) || interval is { Mean: 0 } or { HalfWidth: 0 })
        {
            return $"{mean} ± {half}";
        }

        var format = $"F{Math.Min(Decimals(mean), Decimals(half))}";
        return $"{interval.Mean.ToString(format, CultureInfo.InvariantCulture)} ± {interval.HalfWidth.ToString(format, CultureInfo.InvariantCulture)}";
    }

    private static int Decimals(string number) => number.Contains('.', StringComparison.Ordinal) ? number.Length - number.IndexOf('.') - 1 : 0;
}
