namespace LossKit;

/// <summary>Student's t distribution (1908): how far a mean of few values may stray by chance.</summary>
public static class StudentT
{
    /// <summary>
    /// Gives the probability that |T| is at least <paramref name="t"/> in magnitude: the p-value of a two-sided test,
    /// I(ν/(ν + t²); ν/2, ½) with the regularised incomplete beta function I (Abramowitz and Stegun 26.7.1).
    /// </summary>
    /// <param name="t">The statistic; its sign does not matter.</param>
    /// <param name="degreesOfFreedom">The degrees of freedom ν, above 0.</param>
    /// <returns>The probability, from 0 to 1, to about twelve digits.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="degreesOfFreedom"/> is not above 0.</exception>
    public static double TwoSidedProbability(double t, double degreesOfFreedom)
    {
        if (!(degreesOfFreedom > 0))
            throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "Degrees of freedom are above 0.");
        return double.IsNaN(t) ? double.NaN : Tail(Math.Abs(t), degreesOfFreedom);
    }

    /// <summary>
    /// Gives the t that |T| stays below with probability <paramref name="confidence"/>: half the width of a confidence interval, in
    /// standard errors. Found by bisection on <see cref="TwoSidedProbability"/>, to the last bits.
    /// </summary>
    /// <param name="confidence">The probability, above 0 and below 1, such as 0.95.</param>
    /// <param name="degreesOfFreedom">The degrees of freedom ν, above 0.</param>
    /// <returns>The critical value, such as 2.776 for 0.95 and ν = 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static double CriticalValue(double confidence, double degreesOfFreedom)
    {
        if (confidence is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies between 0 and 1.");
        var outside = 1 - confidence;
        double low = 0, high = 1;
        while (TwoSidedProbability(high, degreesOfFreedom) > outside) high *= 2;
        while (true)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) return middle;
            if (Tail(middle, degreesOfFreedom) > outside) low = middle;
            else high = middle;
        }
    }

    /// <summary>P(|T| ≥ t) as I(x; ν/2, ½) with x = ν/(ν + t²); y is 1 − x, apart so that neither is lost to rounding.</summary>
    private static double Tail(double t, double v)
    {
        if (t == 0) return 1;
        if (double.IsInfinity(t)) return 0;
        double square = t * t, a = v / 2, x = v / (v + square), y = square / (v + square);
        var front = HalfStep(a) / Math.Sqrt(Math.PI) * Math.Exp(-a * LogOnePlus(square / v)) * Math.Sqrt(y);
        // The fraction converges fast below the mean of the distribution; above it the mirrored one does.
        return x < (a + 1) / (a + 2.5) ? front * BetaFraction(x, a, 0.5) / a : 1 - front * BetaFraction(y, 0.5, a) / 0.5;
    }

    /// <summary>The continued fraction of the incomplete beta function (Abramowitz and Stegun 26.5.8) by Lentz's method.</summary>
    private static double BetaFraction(double x, double a, double b)
    {
        const double Tiny = 1e-300;
        double c = 1, d = 1 / NotZero(1 - (a + b) * x / (a + 1)), fraction = d;
        for (var m = 1; m <= 1000; m++)
        {
            Step(m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)));
            if (Math.Abs(Step(-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))) - 1) < 1e-15) break;
        }

        return fraction;

        double Step(double term)
        {
            d = 1 / NotZero(1 + term * d);
            c = NotZero(1 + term / c);
            fraction *= c * d;
            return c * d;
        }

        static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
    }

    /// <summary>
    /// Γ(a + ½) / Γ(a) for a above 0: the asymptotic series of its logarithm, from that of ln Γ (Abramowitz and Stegun 6.1.41), reached
    /// from below by Γ(x + 1) = x Γ(x).
    /// </summary>
    internal static double HalfStep(double a)
    {
        double product = 1;
        for (; a < 20; a++) product *= a / (a + 0.5);
        var s = 1 / (a * a);
        return product * Math.Sqrt(a) * Math.Exp((-1.0 / 8 + (1.0 / 192 + (-1.0 / 640 + 17.0 / 14336 * s) * s) * s) / a);
    }

    /// <summary>ln(1 + z) without losing a small z: what rounding did to 1 + z is divided out (Kahan).</summary>
    internal static double LogOnePlus(double z)
    {
        var sum = 1 + z;
        return sum == 1 ? z : Math.Log(sum) * (z / (sum - 1));
    }
}
