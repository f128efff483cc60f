namespace LossKit;

/// <summary>Which classes the Lovász-softmax averages.</summary>
public enum LovaszClasses
{
    /// <summary>Those that are in the targets.</summary>
    Present,

    /// <summary>All, also those that should be nowhere.</summary>
    All,
}
