namespace LossKit;

/// <summary>Gives the weight that the difference of two rows has in a gradient.</summary>
internal interface IWeightOfSlope
{
    /// <summary>Gives the weight.</summary>
    /// <param name="slope">The derivative by the distance; not 0.</param>
    /// <param name="distance">The distance.</param>
    /// <returns>What the difference is multiplied by; 0 leaves it out.</returns>
    double Of(double slope, double distance);
}
