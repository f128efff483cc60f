namespace LossKit;

/// <summary>Fits the normal distribution: the mean, and the root of the mean square around it.</summary>
internal static class GaussianNoise
{
    private static readonly double LogRootTwoPi = Math.Log(2 * Math.PI) / 2;

    /// <summary>ln φ(z).</summary>
    public static double LogDensity(double z) => -z * z / 2 - LogRootTwoPi;

    /// <summary>Fits residuals that are not all equal. At the maximum Σz² is n, so the likelihood needs no sum of its own.</summary>
    public static NoiseFit Fit(double[] residuals)
    {
        var mean = residuals.Average();
        double squares = 0;
        foreach (var residual in residuals) squares += (residual - mean) * (residual - mean);
        var scale = Math.Sqrt(squares / residuals.Length);
        return new()
        {
            Family = NoiseFamily.Gaussian,
            Location = mean,
            Scale = scale,
            LogLikelihood = -residuals.Length * (Math.Log(scale) + LogRootTwoPi + 0.5),
        };
    }
}
