namespace LossKit;

/// <summary>Whether a loss takes the samples of a batch together.</summary>
public enum BatchScope
{
    /// <summary>All samples together: a single loss.</summary>
    All,

    /// <summary>Each sample by itself: a loss for each, [N].</summary>
    Sample,
}
