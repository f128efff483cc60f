namespace LossKit;

/// <summary>What a contrastive loss is multiplied by.</summary>
public enum ContrastiveFactor
{
    /// <summary>Nothing.</summary>
    One,

    /// <summary>½, as in the paper.</summary>
    Half,
}
