using System.CommandLine;

namespace LossKit.Cli;

/// <summary><c>losskit recommend</c>: looks at a table, or listens to what is said of a task, and names a loss with its reasons.</summary>
internal static class RecommendCommand
{
    /// <summary>Makes the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var options = new RecommendOptions();
        var command = new DocumentedCommand("recommend", "Looks at your table and names a loss, why, what else there is, and the code to write.")
        {
            Examples =
            [
                "losskit recommend samples/data/diabetes.csv --target progression",
                "losskit recommend samples/data/diabetes.csv --target progression --having uneven-costs --prove --repeats 2 --epochs 5",
                "losskit recommend --task segmentation --having class-imbalance",
            ],
        };
        options.AddTo(command);

        // On a thread of its own: the parser's waits for Ctrl+C.
        command.SetAction((result, stop) => Task.Run(() => (int)new RecommendRun(options.Read(result)).Execute(stop), CancellationToken.None));
        return command;
    }
}
