namespace LossKit;

/// <summary>
/// The generalized Dice loss of all classes together: Σw(FP + FN)/(Σw(2TP + FP + FN) + s) with w = 1/V², V = Σt the size of a class in the targets.
/// </summary>
/// <param name="smooth">s.</param>
/// <param name="absent">What a class without size weighs.</param>
internal readonly struct GeneralizedDiceScore(double smooth, AbsentClassWeight absent) : IRegionScore
{
    /// <inheritdoc/>
    public int RegionsOfLoss(int classes) => classes;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<RegionCounts> counts, Span<RegionCounts> slopes)
    {
        slopes.Clear();
        var least = double.PositiveInfinity;
        var isDefined = true;
        foreach (var region in counts)
        {
            var size = Size(region);
            isDefined &= !double.IsNaN(size + region.FalsePositives);
            least = size > 0 ? Math.Min(least, size) : least;
        }

        if (isDefined && double.IsPositiveInfinity(least))
        {
            return 0;
        }

        // Weights are relative to the largest, 1/least², so that none overflows.
        var wrong = 0.0;
        var right = smooth * least * least;
        foreach (var region in counts)
        {
            var weight = Weight(region, least);
            wrong += weight * (region.FalsePositives + region.FalseNegatives);
            right += weight * 2 * region.TruePositives;
        }

        var all = wrong + right;
        var loss = wrong / all;
        for (var i = 0; i < counts.Length; i++)
        {
            var weight = Weight(counts[i], least);
            var slope = weight * right / all / all;
            slopes[i] = new(-2 * weight * loss / all, slope, slope);
        }

        return isDefined ? loss : double.NaN;
    }

    private static double Size(RegionCounts counts) => counts.TruePositives + counts.FalseNegatives;

    private double Weight(RegionCounts counts, double least)
    {
        var size = Size(counts);
        if (size == 0)
        {
            return absent == AbsentClassWeight.Largest ? 1 : 0;
        }

        return least / size * (least / size);
    }
}
