namespace LossKit;

/// <summary>What a loss, with its options, claims of itself. The tests hold each claim against the kernel.</summary>
[Flags]
public enum LossTraits
{
    /// <summary>No claim.</summary>
    None = 0,

    /// <summary>Convex in the prediction.</summary>
    Convex = 1,

    /// <summary>The same for an error and its opposite.</summary>
    Symmetric = 2,

    /// <summary>Zero and smallest where the prediction equals the target.</summary>
    MinimumAtTarget = 4,

    /// <summary>The gradient of one element or row never exceeds a bound, so outliers pull with bounded force.</summary>
    BoundedGradient = 8,

    /// <summary>Never negative.</summary>
    NonNegative = 16,

    /// <summary>Minimised in expectation by the true probabilities (a proper scoring rule).</summary>
    Proper = 32,
}
