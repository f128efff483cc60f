namespace LossKit;

/// <summary>How numbers were stored where they come from: a 1 may have been a whole number, or a real one that happens to be 1.</summary>
public enum NumberForm
{
    /// <summary>Nobody said.</summary>
    Unknown,

    /// <summary>As whole numbers, or as yes and no.</summary>
    Whole,

    /// <summary>As real numbers: with a point or an exponent in a text, as an array of floats.</summary>
    Real,
}
