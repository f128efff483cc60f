using System.Diagnostics;

namespace LossKit.Tests;

/// <summary>Runs a program that was built beside the tests.</summary>
internal static class BuiltProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs it to its end from the repository's root.</summary>
    /// <param name="name">The assembly, without its ending.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="exitCode">The exit code that it must end with.</param>
    /// <returns>What it wrote.</returns>
    public static async Task<string> RunAsync(string name, IEnumerable<string> arguments, string input = "", int exitCode = 0)
    {
        string program = Path.Combine(AppContext.BaseDirectory, name + ".dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = Repository.Root,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token), error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(patience.Token);
            Assert.True(process.ExitCode == exitCode, $"{name} ended with {process.ExitCode}: {await error}{await output}");
            return await output;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
