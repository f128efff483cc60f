namespace LossKit;

/// <summary>A score times a number; times 0 it is 0, whatever it is.</summary>
/// <typeparam name="TScore">The score.</typeparam>
/// <param name="score">The score with its parameters.</param>
/// <param name="factor">The number.</param>
internal readonly struct ScaledScore<TScore>(TScore score, double factor) : IRegionScore
    where TScore : struct, IRegionScore
{
    /// <inheritdoc/>
    public int RegionsOfLoss(int classes) => score.RegionsOfLoss(classes);

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<RegionCounts> counts, Span<RegionCounts> slopes)
    {
        var loss = score.Evaluate(counts, slopes);
        foreach (ref var slope in slopes)
        {
            slope *= factor;
        }

        return factor == 0 ? 0 : factor * loss;
    }
}
