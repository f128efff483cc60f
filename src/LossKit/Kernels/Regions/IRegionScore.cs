namespace LossKit;

/// <summary>A loss as a function of the three sums of its regions.</summary>
internal interface IRegionScore
{
    /// <summary>Gives how many regions make one loss.</summary>
    /// <param name="classes">The number of classes.</param>
    /// <returns>1, or the number of classes where a loss joins them.</returns>
    int RegionsOfLoss(int classes);

    /// <summary>Computes a loss and its derivatives by the sums.</summary>
    /// <param name="counts">The sums of its regions.</param>
    /// <param name="slopes">Receives the derivatives, all of them.</param>
    /// <returns>The loss; 0 with derivatives 0 where numerator and denominator are both 0.</returns>
    double Evaluate(ReadOnlySpan<RegionCounts> counts, Span<RegionCounts> slopes);
}
