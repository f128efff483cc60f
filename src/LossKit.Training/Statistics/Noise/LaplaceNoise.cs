namespace LossKit;

/// <summary>Fits the Laplace distribution: the median, and the mean distance from it.</summary>
internal static class LaplaceNoise
{
    /// <summary>ln of ½·e^−|z|.</summary>
    public static double LogDensity(double z) => -Math.Abs(z) - Math.Log(2);

    /// <summary>Fits residuals in ascending order that are not all equal. At the maximum Σ|z| is n.</summary>
    public static NoiseFit Fit(double[] sorted)
    {
        var median = Quantiles.OfSorted(sorted, 0.5);
        var scale = sorted.Average(residual => Math.Abs(residual - median));
        return new()
        {
            Family = NoiseFamily.Laplace,
            Location = median,
            Scale = scale,
            LogLikelihood = -sorted.Length * (Math.Log(2 * scale) + 1),
        };
    }
}
