namespace LossKit;

/// <summary>The distributions of residuals that are fitted; each of them makes a loss its negative logarithm.</summary>
public enum NoiseFamily
{
    /// <summary>The normal distribution: squared error.</summary>
    Gaussian,

    /// <summary>The two-sided exponential distribution: absolute error.</summary>
    Laplace,

    /// <summary>The logistic distribution: log-cosh of residuals over twice the scale.</summary>
    Logistic,

    /// <summary>Student's t distribution: its own negative logarithm, which a few large residuals hardly move.</summary>
    StudentT,
}
