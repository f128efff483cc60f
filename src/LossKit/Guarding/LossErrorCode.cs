namespace LossKit;

/// <summary>What was wrong with a request, in a word a program can act on.</summary>
public enum LossErrorCode
{
    /// <summary>No loss of the catalogue has this name.</summary>
    UnknownLoss,

    /// <summary>The loss has no option of this name.</summary>
    UnknownOption,

    /// <summary>An option's value is outside its domain or of another type.</summary>
    InvalidOption,

    /// <summary>An input that the loss needs was not given.</summary>
    MissingInput,

    /// <summary>An input was given that the loss does not take.</summary>
    UnknownInput,

    /// <summary>The shapes of two inputs do not belong together; nothing is broadcast silently.</summary>
    ShapeMismatch,

    /// <summary>An input other than the target lies outside the loss's domain.</summary>
    InvalidInput,

    /// <summary>A target lies outside the loss's domain, or is not a class index.</summary>
    InvalidTarget,

    /// <summary>The request itself could not be read.</summary>
    MalformedRequest,
}
