namespace LossKit;

/// <summary>Whether a negative log-likelihood holds the terms that no prediction can change.</summary>
public enum LikelihoodConstant
{
    /// <summary>They are left out: the usual choice for training.</summary>
    Omitted,

    /// <summary>They are included, so that the value is a likelihood that can be compared between models.</summary>
    Included,
}
