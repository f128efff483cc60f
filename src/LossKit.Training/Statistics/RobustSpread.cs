using System.Runtime.InteropServices;

namespace LossKit;

/// <summary>
/// Centre and spread of a set of numbers that a few far values cannot move: the median, and the median distance from it (MAD), scaled so that
/// it is the standard deviation where the numbers are normal.
/// </summary>
/// <param name="Median">The median.</param>
/// <param name="Deviation">
/// 1.4826 · MAD, the robust standard deviation; 0 where more than half of the numbers are the same.
/// </param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RobustSpread(double Median, double Deviation)
{
    // 1 / Φ⁻¹(3/4): half of a normal distribution lies within 0.6745 standard deviations.
    private const double NormalScale = 1.482602218505602;

    /// <summary>Measures a set of numbers.</summary>
    /// <param name="values">The numbers, at least one, none of them NaN.</param>
    /// <returns>Their centre and spread.</returns>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static RobustSpread Of(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var median = Quantiles.OfSorted(sorted, 0.5);
        for (var i = 0; i < sorted.Length; i++) sorted[i] = Math.Abs(sorted[i] - median);
        Array.Sort(sorted);
        return new(median, NormalScale * Quantiles.OfSorted(sorted, 0.5));
    }

    /// <summary>Gives the share of the numbers that are farther from the median than some robust deviations.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="deviations">How many robust deviations still count as near.</param>
    /// <returns>The share, from 0 to 1; 0 where the deviation is, or there are no numbers.</returns>
    public double ShareBeyond(ReadOnlySpan<double> values, double deviations)
    {
        if (Deviation == 0 || values.IsEmpty) return 0;
        var count = 0;
        foreach (var value in values)
        {
            if (Math.Abs(value - Median) > deviations * Deviation) count++;
        }

        return count / (double)values.Length;
    }
}
