namespace LossKit.Tests;

/// <summary>The functions of <see cref="LaneMath"/> to some 30 digits, by series and by Newton's step from the runtime's own result.</summary>
internal static class DoubleDoubleReference
{
    /// <summary>e^x: Taylor's series of e^r − 1 for r = (x − n·ln 2)/64, doubled six times.</summary>
    public static DoubleDouble Exp(DoubleDouble x)
    {
        var n = (int)Math.Round(x.High / Math.Log(2));
        return (1 + SmallExpm1(x - (DoubleDouble.Ln2 * n))).Scaled(n);
    }

    public static DoubleDouble Expm1(DoubleDouble x) => Math.Abs(x.High) < 0.5 ? SmallExpm1(x) : Exp(x) - 1;

    /// <summary>Newton's step on e^y = x.</summary>
    public static DoubleDouble Log(DoubleDouble x)
    {
        if (Math.Abs(x.High - 1) < 0.25)
        {
            return Log1p(x - 1);
        }

        var exponent = Math.ILogB(x.High);
        var mantissa = x.Scaled(-exponent);
        var y = (DoubleDouble)Math.Log(mantissa.High);
        y += (mantissa * Exp(-y)) - 1;
        return y + (DoubleDouble.Ln2 * exponent);
    }

    /// <summary>Newton's step on e^y − 1 = x, without forming 1 + x where that would cancel.</summary>
    public static DoubleDouble Log1p(DoubleDouble x)
    {
        if (Math.Abs(x.High) > 0.5)
        {
            return Log(1 + x);
        }

        var y = (DoubleDouble)DoubleReference.Log1p(x.High);
        return y + ((x - SmallExpm1(y)) / (1 + x));
    }

    public static DoubleDouble Tanh(DoubleDouble x)
    {
        if (Math.Abs(x.High) > 40)
        {
            return Math.Sign(x.High);
        }

        var part = Expm1(x + x);
        return part / (2 + part);
    }

    public static DoubleDouble Sigmoid(DoubleDouble x) => x.High < 0 ? Exp(x) / (1 + Exp(x)) : 1 / (1 + Exp(-x));

    public static DoubleDouble Softplus(DoubleDouble x) => x.High < 0 ? Log1p(Exp(x)) : x + Log1p(Exp(-x));

    /// <summary>ln cosh x = ln(1 + 2 sinh²(x/2)) near 0.</summary>
    public static DoubleDouble LogCosh(DoubleDouble x)
    {
        var magnitude = x.High < 0 ? -x : x;
        if (magnitude.High > 2)
        {
            return magnitude + Log1p(Exp(-(magnitude + magnitude))) - DoubleDouble.Ln2;
        }

        // With h = e^m − 1 for m = |x|, cosh m − 1 = h² / (2 + 2h).
        var h = Expm1(magnitude);
        return Log1p(h * h / (2 + h + h));
    }

    /// <summary>The arc tangent: halved five times, then its series.</summary>
    public static DoubleDouble Atan(DoubleDouble x)
    {
        const int Halvings = 5;
        if (Math.Abs(x.High) > 1)
        {
            var quarter = new DoubleDouble(1.5707963267948966, 6.123233995736766e-17);
            return (x.High < 0 ? -quarter : quarter) - Atan(1 / x);
        }

        for (var i = 0; i < Halvings; i++)
        {
            x /= 1 + DoubleDouble.Sqrt(1 + (x * x));
        }

        var square = x * x;
        var sum = (DoubleDouble)0;
        for (var k = 25; k >= 1; k -= 2)
        {
            sum = ((DoubleDouble)1 / k) - (square * sum);
        }

        return (x * sum).Scaled(Halvings);
    }

    public static DoubleDouble Pow(double x, double y) => Exp(y * Log(x));

    // |x| up to about 0.7.
    private static DoubleDouble SmallExpm1(DoubleDouble x)
    {
        const int Halvings = 6;
        var r = x.Scaled(-Halvings);
        var sum = (DoubleDouble)0;
        for (var k = 15; k >= 1; k--)
        {
            sum = r * (1 + sum) / k;
        }

        // e^2r − 1 = s·(2 + s) with s = e^r − 1.
        for (var i = 0; i < Halvings; i++)
        {
            sum *= 2 + sum;
        }

        return sum;
    }
}
