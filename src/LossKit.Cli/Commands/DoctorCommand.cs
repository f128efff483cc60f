using System.CommandLine;

namespace LossKit.Cli;

/// <summary><c>losskit doctor</c>: finds the classic mistakes in what a loss is given.</summary>
internal static class DoctorCommand
{
    /// <summary>Makes the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var options = new DoctorOptions();
        var command = new DocumentedCommand("doctor", "Finds the classic mistakes in predictions and targets, with the fix for each.")
        {
            Examples =
            [
                "printf 'prediction,target\\n-1.2,0\\n0.4,1\\n2.1,1\\n' > labels.csv && losskit doctor labels.csv --loss bce-with-logits",
                "losskit compare samples/data/penguins.csv --target species --repeats 1 --out penguins && losskit doctor penguins",
            ],
        };
        options.AddTo(command);
        command.SetAction(result => (int)DoctorRun.Execute(options.Read(result), Console.Out));
        return command;
    }
}
