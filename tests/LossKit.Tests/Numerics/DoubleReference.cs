namespace LossKit.Tests;

/// <summary>The functions in double precision, good to far below the spacing of floats: what float results are swept against.</summary>
internal static class DoubleReference
{
    /// <summary>ln(1 + x): the quotient undoes the rounding of 1 + x (Kahan).</summary>
    public static double Log1p(double x)
    {
        var u = 1 + x;
        return u == 1 || double.IsPositiveInfinity(x) ? x : u == 0 ? double.NegativeInfinity : Math.Log(u) * (x / (u - 1));
    }

    /// <summary>e^x − 1, likewise.</summary>
    public static double Expm1(double x)
    {
        var u = Math.Exp(x);
        return u == 1 ? x : u - 1 == -1 || double.IsPositiveInfinity(u) ? u - 1 : (u - 1) * (x / Math.Log(u));
    }

    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    /// <summary>ln cosh x, near 0 as ½ ln(1 + sinh² x).</summary>
    public static double LogCosh(double x)
    {
        var magnitude = Math.Abs(x);
        return magnitude < 1
            ? 0.5 * Log1p(Math.Sinh(x) * Math.Sinh(x))
            : magnitude + Log1p(Math.Exp(-2 * magnitude)) - 0.6931471805599453;
    }

    /// <summary>x^y, NaN for every negative x, where the framework knows integer powers.</summary>
    public static double Pow(double x, double y) => x < 0 && y != 0 ? double.NaN : Math.Pow(Math.Abs(x), y);

    /// <summary>The remainder of Stirling's formula: its series (DLMF 5.11.1) from 16 on, below it by ln Γ(x + 1) = ln x + ln Γ(x).</summary>
    public static double StirlingRemainder(double x)
    {
        if (!(x >= 1))
        {
            return double.NaN;
        }

        var steps = 0.0;
        for (; x < 16; x++)
        {
            steps += ((x + 0.5) * Log1p(1 / x)) - 1;
        }

        var w = 1 / (x * x);
        return steps + (((1.0 / 12) - (w * ((1.0 / 360) - (w * ((1.0 / 1260) - (w / 1680)))))) / x);
    }
}
