using System.CommandLine;

namespace LossKit.Cli;

/// <summary><c>losskit bench</c>: how fast losses are on this machine, beside what it takes to move their numbers.</summary>
internal static class BenchCommand
{
    /// <summary>Makes the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var options = new BenchOptions();
        var command = new DocumentedCommand("bench", "Measures how fast losses are on this machine: value and gradient, beside copying as many bytes.")
        {
            Examples =
            [
                "losskit bench --losses mse,huber:delta=0.5 --shape 100000",
                "losskit bench --losses cross-entropy --shape 256x1000,1024x10 --threads 1 --json",
            ],
        };
        options.AddTo(command);

        // On a thread of its own: the parser's waits for Ctrl+C.
        command.SetAction((result, stop) => Task.Run(() => (int)new BenchRun(options.Read(result)).Execute(stop), CancellationToken.None));
        return command;
    }
}
