namespace LossKit;

/// <summary>What a loss takes its prediction for.</summary>
internal enum PredictionKind
{
    /// <summary>Something that no check needs to tell apart.</summary>
    Other,

    /// <summary>Numbers in the unit of the target.</summary>
    Values,

    /// <summary>Probabilities.</summary>
    Probabilities,

    /// <summary>Logits: a sigmoid or a softmax is part of the loss.</summary>
    Logits,

    /// <summary>Logarithms of the probabilities of classes.</summary>
    LogProbabilities,

    /// <summary>Scores that never become probabilities: margins.</summary>
    Scores,
}
