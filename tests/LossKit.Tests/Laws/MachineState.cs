namespace LossKit.Tests;

/// <summary>Tests that change or measure what the whole process shares: they run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MachineState
{
    /// <summary>The collection's name.</summary>
    public const string Name = "machine state";
}
