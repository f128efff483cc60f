namespace LossKit;

/// <summary>What the denominator of the Dice loss adds up.</summary>
public enum DiceDenominator
{
    /// <summary>Probabilities and targets: Σp + Σt.</summary>
    Sums,

    /// <summary>Their squares, as V-Net does: Σp² + Σt².</summary>
    Squares,
}
