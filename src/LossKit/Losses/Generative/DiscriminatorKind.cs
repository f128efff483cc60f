namespace LossKit;

/// <summary>What a discriminator or critic is trained by.</summary>
public enum DiscriminatorKind
{
    /// <summary>Cross-entropy of real against generated: mean softplus(−real) + mean softplus(fake).</summary>
    Standard,

    /// <summary>Squares: ½(mean (real − 1)² + mean fake²).</summary>
    LeastSquares,

    /// <summary>Margins: mean max(0, 1 − real) + mean max(0, 1 + fake).</summary>
    Hinge,

    /// <summary>The critic of the Wasserstein distance: mean fake − mean real.</summary>
    Wasserstein,
}
