namespace LossKit;

/// <summary>What an autoencoder pays for an element of a sample that it does not reproduce.</summary>
public enum ReconstructionLoss
{
    /// <summary>Binary cross-entropy of probabilities: reconstruction and target in [0, 1].</summary>
    Bce,

    /// <summary>Binary cross-entropy of logits: target in [0, 1].</summary>
    BceWithLogits,

    /// <summary>The square of the error.</summary>
    Mse,
}
