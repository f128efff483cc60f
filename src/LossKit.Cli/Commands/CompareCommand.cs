using System.CommandLine;

namespace LossKit.Cli;

/// <summary><c>losskit compare</c>: trains the same model with different losses on a table, and says which one fits.</summary>
internal static class CompareCommand
{
    /// <summary>Makes the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var options = new CompareOptions();
        var command = new DocumentedCommand("compare", "Trains the same model with different losses on your table, and says which one fits.")
        {
            Examples =
            [
                "losskit compare samples/data/diabetes.csv --target progression",
                "losskit compare samples/data/penguins.csv --target species --losses cross-entropy,focal:gamma=1 --repeats 3",
            ],
        };
        options.AddTo(command);

        // On a thread of its own: the parser's waits for Ctrl+C.
        command.SetAction((result, stop) => Task.Run(() => (int)new CompareRun(options.Read(result)).Execute(stop), CancellationToken.None));
        return command;
    }
}
