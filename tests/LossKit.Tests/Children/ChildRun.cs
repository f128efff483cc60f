using System.Diagnostics;

namespace LossKit.Tests;

/// <summary>What a process of these tests said and how it ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Lines">The lines of its output.</param>
/// <param name="Error">What it wrote to its error output.</param>
internal sealed record ChildOutcome(int ExitCode, string[] Lines, string Error);

/// <summary>Runs these tests' own <see cref="Program"/> as a process, with a setting of the runtime or where a crash is to be survived.</summary>
internal static class ChildRun
{
    /// <summary>The name of <see cref="GuardPageRun"/>.</summary>
    public const string GuardPages = "guard-pages";

    /// <summary>The name of <see cref="GoldenRun"/>.</summary>
    public const string Golden = "golden";

    /// <summary>The name of the run that writes the record of <see cref="GoldenRun"/> anew.</summary>
    public const string WriteGolden = "write-golden";

    /// <summary>The name of a run that reads behind guarded memory, and so ends badly.</summary>
    public const string ReadBehind = "read-behind";

    /// <summary>The name of a run that reads before guarded memory, and so ends badly.</summary>
    public const string ReadBefore = "read-before";

    private static readonly TimeSpan Patience = TestSearch.Effort == TestEffort.Long ? TimeSpan.FromHours(2) : TimeSpan.FromMinutes(10);

    /// <summary>Runs a process to its end.</summary>
    /// <param name="run">What it runs.</param>
    /// <param name="switchedOff">The setting of the runtime that is 0 in it; null for none.</param>
    /// <param name="arguments">The run's own arguments.</param>
    /// <returns>What it said and how it ended.</returns>
    public static async Task<ChildOutcome> StartAsync(string run, string? switchedOff, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ChildRun).Assembly.Location, run, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (switchedOff is not null)
        {
            start.Environment[switchedOff] = "0";
        }

        // Most of a run is compiling: counting branches first would only lengthen it.
        start.Environment["DOTNET_TieredPGO"] = "0";

        // A crash that is looked for must not leave a dump behind.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new(process.ExitCode, (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries), await error);
        }
        catch (OperationCanceledException exception)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The run {run} does not end.", exception);
        }
    }
}
