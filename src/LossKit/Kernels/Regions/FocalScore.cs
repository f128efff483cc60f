namespace LossKit;

/// <summary>A power of the Tversky loss.</summary>
/// <param name="overlap">The Tversky loss.</param>
/// <param name="gamma">The power.</param>
internal readonly struct FocalScore(OverlapScore overlap, double gamma) : IRegionScore
{
    /// <inheritdoc/>
    public int RegionsOfLoss(int classes) => 1;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<RegionCounts> counts, Span<RegionCounts> slopes)
    {
        var loss = overlap.Evaluate(counts, slopes);
        if (loss == 0)
        {
            slopes[0] = default;
            return 0;
        }

        var power = Power(loss, gamma);
        slopes[0] *= gamma * power / loss;
        return power;
    }

    private static double Power(double number, double exponent) =>
        LaneMath.Pow(ScalarLane<double>.Create(number), ScalarLane<double>.Create(exponent)).Value;
}
