namespace LossKit;

/// <summary>A predicted and a true box along one axis, and how a loss changes with what it measures there.</summary>
/// <remarks>Every measure is a sum of differences of edges that do not cancel, so boxes that nearly agree lose no digits.</remarks>
/// <param name="low">The lower edge of the predicted box.</param>
/// <param name="high">Its upper edge.</param>
/// <param name="targetLow">The lower edge of the true box.</param>
/// <param name="targetHigh">Its upper edge.</param>
internal struct BoxAxis(double low, double high, double targetLow, double targetHigh)
{
    /// <summary>The derivative of the loss by <see cref="Length"/>.</summary>
    public double LengthSlope;

    /// <summary>The derivative of the loss by <see cref="Overlap"/>.</summary>
    public double OverlapSlope;

    /// <summary>The derivative of the loss by <see cref="Span"/>.</summary>
    public double SpanSlope;

    /// <summary>The derivative of the loss by <see cref="CentreDifference"/>.</summary>
    public double CentreSlope;

    /// <summary>Gets the largest magnitude of an edge; NaN if there is one.</summary>
    public readonly double Largest =>
        Math.Max(Math.Max(Math.Abs(low), Math.Abs(high)), Math.Max(Math.Abs(targetLow), Math.Abs(targetHigh)));

    /// <summary>Gets the length of the predicted box.</summary>
    public readonly double Length => high - low;

    /// <summary>Gets the length of the true box.</summary>
    public readonly double TargetLength => targetHigh - targetLow;

    /// <summary>Gets how far the boxes overlap; the gap between them, as a negative number, where they do not.</summary>
    public readonly double SignedOverlap => Math.Min(high, targetHigh) - Math.Max(low, targetLow);

    /// <summary>Gets how far the boxes overlap; 0 where they do not.</summary>
    public readonly double Overlap => Math.Max(0, SignedOverlap);

    /// <summary>Gets the length of the enclosing box.</summary>
    public readonly double Span => Math.Max(high, targetHigh) - Math.Min(low, targetLow);

    /// <summary>Gets how far the predicted box stands out below the true one.</summary>
    public readonly double BeyondLow => Math.Max(0, targetLow - low);

    /// <summary>Gets how far the predicted box stands out above the true one.</summary>
    public readonly double BeyondHigh => Math.Max(0, high - targetHigh);

    /// <summary>Gets how far the true box stands out below the predicted one.</summary>
    public readonly double MissedLow => Math.Max(0, low - targetLow);

    /// <summary>Gets how far the true box stands out above the predicted one.</summary>
    public readonly double MissedHigh => Math.Max(0, targetHigh - high);

    /// <summary>Gets the predicted centre minus the true one.</summary>
    public readonly double CentreDifference => ((low - targetLow) + (high - targetHigh)) / 2;

    /// <summary>Gets the predicted length minus the true one.</summary>
    public readonly double LengthDifference => (high - targetHigh) - (low - targetLow);

    /// <summary>Gets the derivative of the loss by the lower edge.</summary>
    public readonly double LowSlope =>
        (CentreSlope / 2) - LengthSlope - (OverlapSlope * Share(targetLow, low)) - (SpanSlope * Share(low, targetLow));

    /// <summary>Gets the derivative of the loss by the upper edge.</summary>
    public readonly double HighSlope =>
        (CentreSlope / 2) + LengthSlope + (OverlapSlope * Share(high, targetHigh)) + (SpanSlope * Share(targetHigh, high));

    /// <summary>Gives the boxes in another unit, without slopes.</summary>
    /// <param name="factor">What to multiply the edges by.</param>
    /// <returns>The boxes.</returns>
    public readonly BoxAxis Times(double factor) => new(low * factor, high * factor, targetLow * factor, targetHigh * factor);

    // Of two edges the smaller is the one that counts; where they tie, each counts half.
    private static double Share(double smaller, double larger) => smaller < larger ? 1 : smaller == larger ? 0.5 : 0;
}
