namespace LossKit;

/// <summary>An anchor's farthest positive and nearest negative, where it has both.</summary>
/// <param name="Positive">The positive's row.</param>
/// <param name="Negative">The negative's row.</param>
/// <param name="PositiveDistance">The anchor's distance to the positive.</param>
/// <param name="NegativeDistance">The anchor's distance to the negative.</param>
/// <param name="Exists">Whether the anchor has both.</param>
internal readonly record struct HardestTriplet(
    int Positive, int Negative, double PositiveDistance, double NegativeDistance, bool Exists);
