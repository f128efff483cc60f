namespace LossKit;

/// <summary>The kinds of losses, by what they compare.</summary>
public enum LossFamily
{
    /// <summary>Numbers against numbers.</summary>
    Regression,

    /// <summary>Scores, logits or probabilities against classes.</summary>
    Classification,
}
