namespace LossKit.Tests;

/// <summary>Which option sets of the losses a run covers.</summary>
public enum GoldenOptions
{
    /// <summary>The defaults: a third of the kernels, for registers that other laws compare at every option too.</summary>
    Defaults,

    /// <summary>All of them.</summary>
    All,
}
