using FsCheck;
using FsCheck.Fluent;

namespace LossKit.Tests;

/// <summary>
/// How far tests search. A normal run draws from a fixed seed, so that it fails or passes again; a long one draws a hundred times as much from
/// a seed of the moment, which it prints, unless one is given. CONTRIBUTING.md has the variables.
/// </summary>
internal static class TestSearch
{
    /// <summary>The variable that asks for a long run.</summary>
    public const string LongVariable = "LOSSKIT_LONG_TESTS";

    /// <summary>The variable with the seed of a long run, to repeat one.</summary>
    public const string SeedVariable = "LOSSKIT_TEST_SEED";

    private const int Longer = 100;
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    /// <summary>Gets how much to do.</summary>
    public static TestEffort Effort { get; } = Environment.GetEnvironmentVariable(LongVariable) == "1" ? TestEffort.Long : TestEffort.Normal;

    /// <summary>Gets the seed of everything that is drawn.</summary>
    public static int Seed { get; } = ChooseSeed();

    /// <summary>Gives how often to try.</summary>
    /// <param name="normally">The number in a normal run.</param>
    /// <returns>The number in this run.</returns>
    public static int Count(int normally) => Effort == TestEffort.Long ? normally * Longer : normally;

    /// <summary>Tries a property on drawn values; a failure shows the smallest that was found.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="values">Draws and shrinks values.</param>
    /// <param name="property">Asserts what must hold for each.</param>
    /// <param name="count">How many are drawn in a normal run.</param>
    public static void ForAll<T>(Arbitrary<T> values, Action<T> property, int count) => Prop.ForAll(values, property)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(Count(count)).WithReplay((ulong)Seed, Gamma));

    private static int ChooseSeed()
    {
        if (Effort == TestEffort.Normal)
        {
            return 20_250_607;
        }

        var seed = int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), out var given) ? given : Random.Shared.Next();
        Console.WriteLine($"{SeedVariable}={seed} repeats this run.");
        return seed;
    }
}
