namespace LossKit;

/// <summary>
/// The Tversky loss, (αFP + βFN)/(TP + αFP + βFN + s), which is 1 − (TP + s)/(TP + αFP + βFN + s) without the difference. Dice is α = β = ½
/// with half its smoothing, Jaccard is α = β = 1.
/// </summary>
/// <param name="falsePositiveWeight">α.</param>
/// <param name="falseNegativeWeight">β.</param>
/// <param name="smooth">s.</param>
internal readonly struct OverlapScore(double falsePositiveWeight, double falseNegativeWeight, double smooth) : IRegionScore
{
    private const double Half = 0.5;

    /// <summary>Gives the Dice loss.</summary>
    /// <param name="smooth">What is added to its numerator and denominator.</param>
    /// <returns>The score.</returns>
    public static OverlapScore Dice(double smooth) => new(Half, Half, Half * smooth);

    /// <summary>Gives the Jaccard loss.</summary>
    /// <param name="smooth">What is added to its numerator and denominator.</param>
    /// <returns>The score.</returns>
    public static OverlapScore Jaccard(double smooth) => new(1, 1, smooth);

    /// <inheritdoc/>
    public int RegionsOfLoss(int classes) => 1;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<RegionCounts> counts, Span<RegionCounts> slopes)
    {
        var sums = counts[0];
        var wrong = (falsePositiveWeight * sums.FalsePositives) + (falseNegativeWeight * sums.FalseNegatives);
        var right = sums.TruePositives + smooth;
        var all = right + wrong;
        if (all == 0)
        {
            slopes[0] = default;
            return 0;
        }

        var loss = wrong / all;
        slopes[0] = new(-loss / all, falsePositiveWeight * right / all / all, falseNegativeWeight * right / all / all);
        return loss;
    }
}
