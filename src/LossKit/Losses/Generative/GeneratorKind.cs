namespace LossKit;

/// <summary>What a generator is trained by.</summary>
public enum GeneratorKind
{
    /// <summary>−ln σ(fake): mean softplus(−fake), steep where the discriminator is sure.</summary>
    NonSaturating,

    /// <summary>ln(1 − σ(fake)): −mean softplus(fake), the original game; flat where the discriminator is sure.</summary>
    Minimax,

    /// <summary>½ mean (fake − 1)².</summary>
    LeastSquares,

    /// <summary>−mean fake, against a discriminator trained by margins.</summary>
    Hinge,

    /// <summary>−mean fake, against a critic of the Wasserstein distance.</summary>
    Wasserstein,
}
