namespace LossKit;

/// <summary>Whether a linear layer adds a bias.</summary>
public enum LinearBias
{
    /// <summary>It does.</summary>
    Included,

    /// <summary>It does not.</summary>
    Omitted,
}
