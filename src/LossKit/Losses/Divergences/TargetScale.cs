namespace LossKit;

/// <summary>What the target of a divergence holds.</summary>
public enum TargetScale
{
    /// <summary>Probabilities p.</summary>
    Probabilities,

    /// <summary>Their logarithms ln p, which keeps those that a probability cannot hold.</summary>
    LogProbabilities,
}
