namespace LossKit;

/// <summary>How much of a region was found: three sums over its elements, or the derivatives of a score by them.</summary>
/// <param name="TruePositives">What is there and was predicted.</param>
/// <param name="FalsePositives">What was predicted and is not there.</param>
/// <param name="FalseNegatives">What is there and was not predicted.</param>
internal readonly record struct RegionCounts(double TruePositives, double FalsePositives, double FalseNegatives)
{
    /// <summary>Gets whether nothing depends on the sums.</summary>
    public bool AreZero => TruePositives == 0 && FalsePositives == 0 && FalseNegatives == 0;

    /// <summary>Multiplies each by a number; by 0 gives 0, whatever they hold.</summary>
    /// <param name="counts">The sums.</param>
    /// <param name="factor">The number.</param>
    /// <returns>The products.</returns>
    public static RegionCounts operator *(RegionCounts counts, double factor) => factor == 0
        ? default
        : new(counts.TruePositives * factor, counts.FalsePositives * factor, counts.FalseNegatives * factor);
}
