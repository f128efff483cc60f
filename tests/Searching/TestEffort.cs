namespace LossKit.Tests;

/// <summary>How much the tests that search for failures do.</summary>
internal enum TestEffort
{
    /// <summary>What finds most in seconds, from fixed seeds.</summary>
    Normal,

    /// <summary>All of it, or from a seed of the moment.</summary>
    Long,
}
