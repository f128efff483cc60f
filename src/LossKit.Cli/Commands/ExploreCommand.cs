using System.CommandLine;

namespace LossKit.Cli;

/// <summary><c>losskit explore</c>: losses to play with, on a page that this process serves.</summary>
internal static class ExploreCommand
{
    private const int LargestPort = 65535;

    /// <summary>Makes the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var port = new Option<int?>("--port") { Description = "The port of the page; without it a free one.", HelpName = "NUMBER" };
        var open = new Option<bool>("--open") { Description = "Opens the page in the browser." };
        var export = new Option<string?>("--export")
        {
            Description = "Serves nothing, but writes the pictures as pages into this folder; sliders go where was computed beforehand.",
            HelpName = "DIR",
        };
        var command = new DocumentedCommand(
            "explore", "Serves a page to play with losses: curves, lines they fit, landscapes. Ctrl+C ends it.")
        {
            Examples = ["losskit explore --export explorer"],
        };
        command.Add(port);
        command.Add(open);
        command.Add(export);
        command.SetAction(async (result, stop) =>
        {
            var (number, opens) = (result.GetValue(port), result.GetValue(open));
            return result.GetValue(export) is { } folder
                ? await Task.Run(() => Export(folder, number is null && !opens, stop), CancellationToken.None)
                : await ServeAsync(PortOf(number ?? 0), opens ? AfterStart.OpenBrowser : AfterStart.Wait, stop);
        });
        return command;
    }

    private static int Export(string folder, bool isAlone, CancellationToken stop)
    {
        if (!isAlone || folder.Length == 0)
        {
            throw new UsageException(
                isAlone
                    ? "--export is empty: name a folder."
                    : "--export serves nothing: leave out --port and --open, or leave out --export.");
        }

        var count = StaticExport.Write(folder, stop);
        Console.Out.WriteLine($"Wrote {count} pages into {folder}; {Path.Combine(folder, StaticExport.Index)} leads to all of them.");
        return (int)ExitCode.Done;
    }

    private static async Task<int> ServeAsync(int port, AfterStart then, CancellationToken stop)
    {
        await using var server = await ExploreServer.StartAsync(port, stop);
        await Console.Out.WriteLineAsync($"The explorer is at {server.Address}, for this machine only. Ctrl+C ends it.");
        if (then == AfterStart.OpenBrowser)
        {
            Browser.Open(server.Address);
        }

        await UntilAsync(stop);
        return (int)ExitCode.Done;
    }

    // Being stopped is how serving ends well.
    private static Task UntilAsync(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource();
        stop.Register(stopped.SetResult);
        return stopped.Task;
    }

    private static int PortOf(int port) => port is >= 0 and <= LargestPort
        ? port
        : throw new UsageException($"--port is {port}, but must be from 0 to {LargestPort}.");
}
