namespace LossKit;

/// <summary>
/// The constants of likelihoods that hold the logarithm of the gamma function, from <see cref="LaneMath.StirlingRemainder"/> R, so that
/// large parameters cost no digits.
/// </summary>
internal static class GammaConstants
{
    /// <summary>½ ln 2π.</summary>
    public const double HalfLogTwoPi = 0.91893853320467274;

    /// <summary>Gives ln Γ(k) − k·ln k, which is −½ ln k − k + ½ ln 2π + R(k).</summary>
    /// <param name="k">The argument; positive.</param>
    /// <returns>The difference.</returns>
    public static double LogGammaLessPower(double k) => (-0.5 * ScalarMath.Log(k)) - k + HalfLogTwoPi + Remainder(k);

    /// <summary>
    /// Gives ln Γ(x) + ½ ln x − ln Γ(x + ½), which tends to 0 for large x: ½ − x·ln(1 + 1/2x) + R(x) − R(x + ½).
    /// </summary>
    /// <param name="x">The argument; positive, +∞ included.</param>
    /// <returns>The difference.</returns>
    public static double HalfStep(double x) => double.IsPositiveInfinity(x)
        ? 0
        : 0.5 - (x * ScalarMath.Log1p(0.5 / x)) + Remainder(x) - Remainder(x + 0.5);

    // R(x) = R(x + 1) + (x + ½)·ln(1 + 1/x) − 1 where the function itself does not reach.
    private static double Remainder(double x) => x >= 1
        ? LaneMath.StirlingRemainder(ScalarLane<double>.Create(x)).Value
        : LaneMath.StirlingRemainder(ScalarLane<double>.Create(x + 1)).Value
            + ((x + 0.5) * ScalarMath.Log1p(1 / x)) - 1;
}
