namespace LossKit;

/// <summary>Which of a loss's calls a law looks at.</summary>
internal enum LawCall
{
    /// <summary>The single values, with gradients of their sum.</summary>
    Each,

    /// <summary>The loss's own reduction.</summary>
    Reduced,

    /// <summary>Numerator and denominator.</summary>
    Fraction,
}
