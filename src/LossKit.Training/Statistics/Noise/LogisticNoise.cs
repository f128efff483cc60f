namespace LossKit;

/// <summary>
/// Fits the logistic distribution by Newton's method. With z = a·residual − b the log-likelihood n ln a − 2 Σ ln cosh(z/2) is concave in
/// (a, b) together, so halving steps that climb too little leads to its only maximum.
/// </summary>
internal static class LogisticNoise
{
    private const int MostSteps = 100;

    // Of the square of Newton's step in its own metric; below it the likelihood gains less than its rounding.
    private const double Converged = 1e-20;

    /// <summary>ln of 1/(4 cosh²(z/2)).</summary>
    public static double LogDensity(double z)
    {
        var magnitude = Math.Abs(z);
        return -magnitude - 2 * StudentT.LogOnePlus(Math.Exp(-magnitude));
    }

    /// <summary>Fits residuals whose spread is about 1 and whose middle is near 0.</summary>
    public static NoiseFit Fit(double[] standard)
    {
        // A logistic distribution of scale s has the standard deviation πs/√3.
        double a = Math.PI / Math.Sqrt(3), b = 0;
        var likelihood = LogLikelihood(standard, a, b);
        for (var step = 0; step < MostSteps; step++)
        {
            var (stepA, stepB, decrement) = NewtonStep(standard, a, b);
            if (!(decrement > Converged * standard.Length)) break;
            var share = 1.0;
            var climbed = likelihood;
            while (share > 1e-10)
            {
                climbed = a + share * stepA > 0 ? LogLikelihood(standard, a + share * stepA, b + share * stepB) : double.NegativeInfinity;
                if (climbed >= likelihood) break;
                share /= 2;
            }

            if (share <= 1e-10) break;
            (a, b, likelihood) = (a + share * stepA, b + share * stepB, climbed);
        }

        return new() { Family = NoiseFamily.Logistic, Location = b / a, Scale = 1 / a, LogLikelihood = likelihood };
    }

    private static double LogLikelihood(double[] residuals, double a, double b)
    {
        var sum = residuals.Length * Math.Log(a);
        foreach (var residual in residuals) sum += LogDensity(a * residual - b);
        return sum;
    }

    private static (double A, double B, double Decrement) NewtonStep(double[] residuals, double a, double b)
    {
        double gradientA = residuals.Length / a, gradientB = 0, aa = residuals.Length / (a * a), ab = 0, bb = 0;
        foreach (var residual in residuals)
        {
            var slope = Math.Tanh((a * residual - b) / 2);
            var curvature = (1 - slope * slope) / 2;
            gradientA -= residual * slope;
            gradientB += slope;
            aa += residual * residual * curvature;
            ab -= residual * curvature;
            bb += curvature;
        }

        var determinant = aa * bb - ab * ab;
        var stepA = (bb * gradientA - ab * gradientB) / determinant;
        var stepB = (aa * gradientB - ab * gradientA) / determinant;
        return (stepA, stepB, stepA * gradientA + stepB * gradientB);
    }
}
