namespace LossKit;

/// <summary>What a region loss counts together, and so how many losses there are before the reduction.</summary>
public enum RegionScope
{
    /// <summary>All elements: a single loss. Large classes and large samples count most.</summary>
    All,

    /// <summary>The positions of all samples, each class apart: a loss for each class, [C].</summary>
    Class,

    /// <summary>The positions of one sample, each class apart: a loss for each sample and class, [N,C].</summary>
    SampleClass,
}
