namespace LossKit;

/// <summary>
/// Functions of a single number for what a loss computes once: those of <see cref="LaneMath"/>, since the C library's may round otherwise on
/// another system, and then every result would.
/// </summary>
internal static class ScalarMath
{
    /// <summary>Gives e^x.</summary>
    /// <param name="x">The exponent.</param>
    /// <returns>The power.</returns>
    public static double Exp(double x) => LaneMath.Exp(ScalarLane<double>.Create(x)).Value;

    /// <summary>Gives ln x.</summary>
    /// <param name="x">The number.</param>
    /// <returns>The logarithm.</returns>
    public static double Log(double x) => LaneMath.Log(ScalarLane<double>.Create(x)).Value;

    /// <summary>Gives ln(1 + x).</summary>
    /// <param name="x">The number.</param>
    /// <returns>The logarithm.</returns>
    public static double Log1p(double x) => LaneMath.Log1p(ScalarLane<double>.Create(x)).Value;

    /// <summary>
    /// Gives sine and cosine of a small angle by their series at 0, whose first terms left out are below half a unit in the last place:
    /// 1/19! = 8e-18 and 1/20! = 4e-19.
    /// </summary>
    /// <param name="angle">The angle in radians, from 0 to 1.</param>
    /// <returns>Both.</returns>
    public static (double Sine, double Cosine) SinCos(double angle)
    {
        const int MostFactor = 18;
        var square = angle * angle;
        var (sine, cosine) = (1.0, 1.0);
        for (var n = MostFactor; n >= 2; n -= 2)
        {
            cosine = 1 - (square * cosine / (n * (n - 1)));
            if (n < MostFactor)
            {
                sine = 1 - (square * sine / (n * (n + 1)));
            }
        }

        return (angle * sine, cosine);
    }
}
