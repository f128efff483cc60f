namespace LossKit;

/// <summary>
/// Which noise the residuals of a model look like, and so which loss they ask for themselves: the loss whose negative logarithm the noise
/// is.
/// </summary>
public static class NoiseFits
{
    /// <summary>The fewest residuals that are fitted; three parameters say nothing about less.</summary>
    public const int FewestResiduals = 8;

    /// <summary>The difference of AIC below which two distributions are about as good (Burnham and Anderson 2002, section 2.6).</summary>
    public const double AboutAsGood = 2;

    /// <summary>Fits all distributions by maximum likelihood.</summary>
    /// <param name="residuals">The residuals.</param>
    /// <returns>
    /// The fits, best AIC first. None where there are fewer than <see cref="FewestResiduals"/>, one of them is not finite, or all are
    /// equal; without Student's t where so many are equal that its likelihood has no bound.
    /// </returns>
    public static IReadOnlyList<NoiseFit> Of(ReadOnlySpan<double> residuals)
    {
        foreach (var residual in residuals)
            if (!double.IsFinite(residual)) return [];
        var sorted = residuals.ToArray();
        Array.Sort(sorted);
        if (sorted.Length < FewestResiduals || sorted[0] == sorted[^1]) return [];

        // In units of their own spread, so that nothing depends on the unit of the target.
        var gaussian = GaussianNoise.Fit(sorted);
        var (middle, unit) = (Quantiles.OfSorted(sorted, 0.5), gaussian.Scale);
        if (unit == 0 || double.IsInfinity(unit)) return [];
        var standard = Array.ConvertAll(sorted, residual => (residual - middle) / unit);
        NoiseFit?[] fits =
        [
            gaussian,
            LaplaceNoise.Fit(sorted),
            InUnits(LogisticNoise.Fit(standard), middle, unit, sorted.Length),
            StudentTNoise.Fit(standard) is { } fit ? InUnits(fit, middle, unit, sorted.Length) : null,
        ];
        return [.. fits.OfType<NoiseFit>().OrderBy(fit => fit.Aic)];
    }

    private static NoiseFit InUnits(NoiseFit fit, double middle, double unit, int count) => fit with
    {
        Location = middle + fit.Location * unit,
        Scale = fit.Scale * unit,
        LogLikelihood = fit.LogLikelihood - count * Math.Log(unit),
    };
}
