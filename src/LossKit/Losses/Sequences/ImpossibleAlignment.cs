namespace LossKit;

/// <summary>What a target costs that no alignment can give: one that is too long for its frames, or whose classes are excluded.</summary>
public enum ImpossibleAlignment
{
    /// <summary>+∞, its negative log-likelihood. The gradient is 0.</summary>
    Infinite,

    /// <summary>0, so that a batch with such a target still has a finite loss.</summary>
    Zero,
}
