namespace LossKit;

/// <summary>What an elementwise pass does with its blocks.</summary>
internal enum ElementwiseStage
{
    /// <summary>Each block is held against the domains and then evaluated, while it is in the first-level cache.</summary>
    Whole,

    /// <summary>Blocks are only held against the domains, so that an error leaves everything as it was.</summary>
    Scan,

    /// <summary>Blocks that were held against the domains before are evaluated.</summary>
    Evaluate,
}
