namespace LossKit;

/// <summary>What a check of the laws leaves out, and where it takes its numbers from.</summary>
public sealed record LossLawOptions
{
    /// <summary>Gets the laws that are not checked, because the loss breaks them by its nature: ∞ − ∞ in its formula, say.</summary>
    public LossLaw Except { get; init; }

    /// <summary>Gets the predictions to draw, where they are fewer than the card allows; null for those of the card.</summary>
    public Domain? Predictions { get; init; }

    /// <summary>Gets the targets to draw, where they are fewer than the card allows; null for those of the card.</summary>
    public Domain? Targets { get; init; }

    /// <summary>Gets the seed of the samples: the same seed, the same numbers.</summary>
    public int Seed { get; init; } = 1;
}
