using System.Diagnostics;
using System.Text;

namespace LossKit.Tests;

/// <summary>What a process said and how it ended.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Runs processes.</summary>
internal static class Run
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Runs the built command to its end.</summary>
    public static Task<Outcome> LosskitAsync(params string[] arguments) => LosskitWithInputAsync([], arguments);

    /// <summary>Runs the built command to its end, with bytes on its standard input.</summary>
    public static async Task<Outcome> LosskitWithInputAsync(byte[] input, params string[] arguments)
    {
        using var process = StartLosskit(arguments);
        // Answers are read while requests are written: a pipe holds less than either.
        var end = EndAsync(process);
        await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
        return await end;
    }

    /// <summary>Starts the built command.</summary>
    public static Process StartLosskit(params string[] arguments) =>
        Start("dotnet", [TestPlaces.Command, .. arguments], Environment.CurrentDirectory);

    /// <summary>Runs the built command to its end with a setting of the runtime.</summary>
    public static Task<Outcome> LosskitWithSettingAsync(string variable, string value, params string[] arguments) =>
        LosskitWithSettingsAsync([(variable, value)], arguments);

    /// <summary>Runs the built command to its end with settings of the runtime.</summary>
    public static async Task<Outcome> LosskitWithSettingsAsync((string Variable, string Value)[] settings, params string[] arguments)
    {
        using var process = Start("dotnet", [TestPlaces.Command, .. arguments], Environment.CurrentDirectory, settings);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    /// <summary>Starts the built command listening to Ctrl+C, even where these tests run in the background and ignore it.</summary>
    public static Process StartInterruptibleLosskit(params string[] arguments) => OperatingSystem.IsLinux()
        ? Start("env", ["--default-signal=INT", "dotnet", TestPlaces.Command, .. arguments], Environment.CurrentDirectory)
        : StartLosskit(arguments);

    /// <summary>Runs any program to its end.</summary>
    public static async Task<Outcome> ProgramAsync(string program, string[] arguments, string folder)
    {
        using var process = Start(program, arguments, folder);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    /// <summary>Waits for the end of a process and for all it says.</summary>
    public static async Task<Outcome> EndAsync(Process process)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException exception)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} does not end.", exception);
        }
    }

    private static Process Start(string program, string[] arguments, string folder, params (string Variable, string Value)[] settings)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        // What the test runner tells its own processes would steer the build servers and loggers of the ones started here.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        // A build node that stays for the next build would hold the output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var (variable, value) in settings)
        {
            start.Environment[variable] = value;
        }

        return Process.Start(start)!;
    }
}
