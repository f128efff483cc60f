namespace LossKit;

/// <summary>The unit in which a pair of boxes is taken along an axis, so that products of lengths neither overflow nor vanish.</summary>
/// <remarks>1, and for coordinates beyond 2^±400 a power of two, which changes no digit of them.</remarks>
internal static class BoxUnit
{
    private const double Least = 3.8725919148493183e-121;
    private const double Most = 2.5822498780869086e120;

    // So that the factor is a finite number, also of subnormal coordinates.
    private const int MaxExponent = 1000;

    /// <summary>Gives what the coordinates of an axis are to be multiplied by.</summary>
    /// <param name="axis">The boxes along the axis.</param>
    /// <param name="epsilon">What is added to areas, and must not overflow in the unit either.</param>
    /// <returns>A power of two.</returns>
    public static double FactorOf(in BoxAxis axis, double epsilon)
    {
        var largest = axis.Largest;
        if (largest is (>= Least and <= Most) or 0 || !double.IsFinite(largest))
        {
            return 1;
        }

        var most = epsilon > 0 ? Math.Max(0, MaxExponent - Math.Max(0, Math.ILogB(epsilon))) / 2 : MaxExponent;
        return Math.ScaleB(1, Math.Min(most, -Math.ILogB(largest)));
    }
}
