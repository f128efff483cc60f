using System.Globalization;

namespace LossKit.Cli;

/// <summary>Writes numbers for readers of a report.</summary>
internal static class ReportNumber
{
    /// <summary>Gives a number with four digits.</summary>
    /// <param name="value">The number.</param>
    /// <returns>Such as <c>45.04</c>; a dash for NaN.</returns>
    public static string Of(double value) => double.IsNaN(value) ? "-" : value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>Gives a share in per cent.</summary>
    /// <param name="share">The share, from 0 to 1.</param>
    /// <returns>Such as <c>97.3 %</c>, which no line break divides; a dash for NaN.</returns>
    public static string Percent(double share) =>
        double.IsNaN(share) ? "-" : Tenths(share) + "\u00a0%";

    /// <summary>Gives how far two shares are apart, in percentage points.</summary>
    /// <param name="difference">The difference, of either sign.</param>
    /// <returns>Such as <c>1.1 percentage points</c>.</returns>
    public static string Points(double difference) => Tenths(Math.Abs(difference)) + "\u00a0percentage points";

    private static string Tenths(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture);
}
