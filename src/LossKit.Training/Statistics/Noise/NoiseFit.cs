namespace LossKit;

/// <summary>A distribution fitted to residuals by maximum likelihood.</summary>
public sealed record NoiseFit
{
    /// <summary>Gets the distribution.</summary>
    public required NoiseFamily Family { get; init; }

    /// <summary>Gets where its middle lies.</summary>
    public required double Location { get; init; }

    /// <summary>Gets its scale: σ, b, s or the scale of t; in the residuals' unit.</summary>
    public required double Scale { get; init; }

    /// <summary>Gets the degrees of freedom ν of Student's t distribution; null for the others.</summary>
    public double? DegreesOfFreedom { get; init; }

    /// <summary>Gets Σ ln density over the residuals.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>Gets the number of parameters that were fitted.</summary>
    public int Parameters => DegreesOfFreedom is null ? 2 : 3;

    /// <summary>
    /// Gets Akaike's information criterion, 2·parameters − 2·ln likelihood (Akaike 1974): lower is better, by differences only.
    /// </summary>
    public double Aic => 2 * Parameters - 2 * LogLikelihood;

    /// <summary>Gives the density at a residual.</summary>
    /// <param name="residual">The residual.</param>
    /// <returns>The density, for each unit of the residuals.</returns>
    public double Density(double residual) => Math.Exp(LogDensity((residual - Location) / Scale) - Math.Log(Scale));

    private double LogDensity(double z) => Family switch
    {
        NoiseFamily.Gaussian => GaussianNoise.LogDensity(z),
        NoiseFamily.Laplace => LaplaceNoise.LogDensity(z),
        NoiseFamily.Logistic => LogisticNoise.LogDensity(z),
        _ => StudentTNoise.LogDensity(z, DegreesOfFreedom!.Value),
    };
}
