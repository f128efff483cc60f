namespace LossKit.Tests;

/// <summary>
/// How much of a range the sweeps of <see cref="LaneMath"/> cover: a stride of it, or with the environment variable
/// LOSSKIT_EXHAUSTIVE=1 all of it.
/// </summary>
internal static class ExhaustiveRun
{
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("LOSSKIT_EXHAUSTIVE") == "1";

    /// <summary>One or the other, as the run asks for.</summary>
    public static int Choose(int usual, int exhaustive) => IsOn ? exhaustive : usual;
}
