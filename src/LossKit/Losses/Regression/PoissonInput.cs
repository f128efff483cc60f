namespace LossKit;

/// <summary>What a Poisson loss is given as predictions.</summary>
public enum PoissonInput
{
    /// <summary>The logarithm of the rate: any number.</summary>
    LogRate,

    /// <summary>The rate itself.</summary>
    Rate,
}
