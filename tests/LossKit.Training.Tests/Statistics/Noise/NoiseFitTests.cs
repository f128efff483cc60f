namespace LossKit.Tests;

public sealed class NoiseFitTests
{
    /// <summary>
    /// Darwin's differences of heights of cross- and self-fertilised maize, in eighths of an inch (Fisher, <em>The Design of
    /// Experiments</em>, 1935): the usual example of residuals with two that are far off.
    /// </summary>
    private static readonly double[] Maize = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];

    /// <summary>Roots of the likelihood equations by mpmath with 30 digits; the likelihoods from the densities written out.</summary>
    [Theory]
    [InlineData(NoiseFamily.Gaussian, 20.933333333333334, 36.464533754864844, -75.22917965336834)]
    [InlineData(NoiseFamily.Laplace, 24, 25.733333333333334, -74.11401523383849)]
    [InlineData(NoiseFamily.Logistic, 24.916245155129795, 19.335751920482324, -74.80475858054227)]
    [InlineData(NoiseFamily.StudentT, 26.839778721206164, 22.695079642541767, -74.54618050292340)]
    public void Fits_are_the_maxima_of_the_likelihood(NoiseFamily family, double location, double scale, double logLikelihood)
    {
        var fit = Fit(Maize, family);

        // The golden section finds ν, and what depends on it, to half the digits only; the likelihood there is flat.
        Assert.Equal(location, fit.Location, 2e-4);
        Assert.Equal(scale, fit.Scale, 2e-4);
        Assert.Equal(logLikelihood, fit.LogLikelihood, 1e-9);
        Assert.Equal(2 * (family == NoiseFamily.StudentT ? 3 : 2) - 2 * logLikelihood, fit.Aic, 1e-8);
    }

    /// <summary>As above.</summary>
    [Fact]
    public void The_degrees_of_freedom_are_fitted_too() =>
        Assert.Equal(2.5009097339132266, Fit(Maize, NoiseFamily.StudentT).DegreesOfFreedom!.Value, 1e-4);

    [Fact]
    public void Fits_come_best_first()
    {
        var aic = NoiseFits.Of(Maize).Select(fit => fit.Aic).ToArray();

        Assert.Equal(aic.Order(), aic);
        Assert.Equal(NoiseFamily.Laplace, NoiseFits.Of(Maize)[0].Family);
    }

    /// <summary>Samples from the inverse distribution functions, and of t from its definition.</summary>
    [Theory]
    [InlineData(NoiseFamily.Gaussian)]
    [InlineData(NoiseFamily.Laplace)]
    [InlineData(NoiseFamily.Logistic)]
    [InlineData(NoiseFamily.StudentT)]
    public void A_drawn_sample_is_recognised_with_its_parameters(NoiseFamily family)
    {
        var random = new SeededRandom(7);
        var sample = Enumerable.Range(0, 4000).Select(_ => 3 + 2 * Draw(family, random)).ToArray();

        var best = NoiseFits.Of(sample)[0];

        Assert.Equal(family, best.Family);
        // A standard error of the location is at most 2·1.8/√4000 = 0.06, one of the scale less.
        Assert.Equal(3, best.Location, 0.2);
        Assert.Equal(2, best.Scale, 0.2);
        if (family == NoiseFamily.StudentT) Assert.InRange(best.DegreesOfFreedom!.Value, 2.5, 3.7);
    }

    [Fact]
    public void Densities_enclose_an_area_of_one_and_add_up_to_the_likelihood()
    {
        foreach (var fit in NoiseFits.Of(Maize))
        {
            // The trapezoid rule far into the tails; those of t with ν = 2.5 hold 1e-6 beyond.
            const double Step = 0.25;
            var area = Enumerable.Range(-80_000, 160_001).Sum(i => fit.Density(fit.Location + i * Step) * Step);
            Assert.Equal(1, area, 1e-4);
            Assert.Equal(fit.LogLikelihood, Maize.Sum(residual => Math.Log(fit.Density(residual))), 1e-9);
        }
    }

    [Fact]
    public void Another_unit_scales_the_fits_and_changes_no_order()
    {
        var fits = NoiseFits.Of(Maize);
        var scaled = NoiseFits.Of(Array.ConvertAll(Maize, residual => 1e6 * residual - 5e6));

        Assert.Equal(fits.Select(fit => fit.Family), scaled.Select(fit => fit.Family));
        Assert.All(fits.Zip(scaled), pair =>
        {
            Assert.Equal(pair.First.Scale * 1e6, pair.Second.Scale, 1);
            Assert.Equal(pair.First.LogLikelihood - Maize.Length * Math.Log(1e6), pair.Second.LogLikelihood, 1e-6);
        });
    }

    [Fact]
    public void What_cannot_be_fitted_is_left_out()
    {
        Assert.Empty(NoiseFits.Of([1, 2, 3]));
        Assert.Empty(NoiseFits.Of(Enumerable.Repeat(1.5, 20).ToArray()));
        Assert.Empty(NoiseFits.Of([.. Maize, double.NaN]));
        Assert.Empty(NoiseFits.Of([.. Maize, double.PositiveInfinity]));

        // With most residuals equal the likelihood of t grows without bound as its scale shrinks.
        double[] ties = [.. Enumerable.Repeat(0.0, 30), 1, -2, 3, 5];
        Assert.Equal(
            [NoiseFamily.Gaussian, NoiseFamily.Laplace, NoiseFamily.Logistic],
            NoiseFits.Of(ties).Select(fit => fit.Family).Order());
    }

    private static NoiseFit Fit(double[] residuals, NoiseFamily family) => NoiseFits.Of(residuals).Single(fit => fit.Family == family);

    private static double Draw(NoiseFamily family, SeededRandom random)
    {
        var uniform = random.NextDouble() * (1 - 1e-12) + 1e-13;
        return family switch
        {
            NoiseFamily.Gaussian => random.NextGaussian(),
            NoiseFamily.Laplace => uniform < 0.5 ? Math.Log(2 * uniform) : -Math.Log(2 - 2 * uniform),
            NoiseFamily.Logistic => Math.Log(uniform / (1 - uniform)),

            // A normal number over the root of a mean of three squares: ν = 3.
            _ => random.NextGaussian() / Math.Sqrt(Enumerable.Range(0, 3).Sum(_ => Math.Pow(random.NextGaussian(), 2)) / 3),
        };
    }
}
