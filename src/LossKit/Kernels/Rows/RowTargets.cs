namespace LossKit;

/// <summary>What the targets of rows of class scores are.</summary>
internal enum RowTargets
{
    /// <summary>The index of the true class of each row.</summary>
    Indices,

    /// <summary>A number for every class.</summary>
    Distributions,
}
