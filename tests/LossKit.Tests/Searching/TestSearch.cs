namespace LossKit.Tests;

/// <summary>How far tests search, which the environment can ask for: CONTRIBUTING.md has the variables.</summary>
internal static class TestSearch
{
    /// <summary>The variable that asks for a long run.</summary>
    public const string LongVariable = "LOSSKIT_LONG_TESTS";

    /// <summary>Gets how much to do.</summary>
    public static TestEffort Effort { get; } = Environment.GetEnvironmentVariable(LongVariable) == "1" ? TestEffort.Long : TestEffort.Normal;
}
