namespace LossKit;

/// <summary>Quantiles of a sample.</summary>
public static class Quantiles
{
    /// <summary>
    /// Gives the quantile by linear interpolation between order statistics: the value at position (n − 1)·<paramref name="probability"/>
    /// (type 7 of Hyndman and Fan, <em>Sample Quantiles in Statistical Packages</em>, 1996; the default of R and NumPy).
    /// </summary>
    /// <param name="sorted">The sample in ascending order, at least one value.</param>
    /// <param name="probability">The share of the sample below the quantile, from 0 to 1.</param>
    /// <returns>The quantile; for 0.5 the median, the mean of the two middle values where their number is even.</returns>
    /// <exception cref="ArgumentException">The sample is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is not in [0, 1].</exception>
    public static double OfSorted(ReadOnlySpan<double> sorted, double probability)
    {
        if (sorted.IsEmpty) throw new ArgumentException("A quantile needs at least one value.", nameof(sorted));
        if (probability is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies from 0 to 1.");
        var position = (sorted.Length - 1) * probability;
        var below = (int)position;
        if (below == sorted.Length - 1) return sorted[below];
        var share = position - below;
        return (1 - share) * sorted[below] + share * sorted[below + 1];
    }
}
