using System.CommandLine;

namespace LossKit.Cli;

/// <summary><c>losskit report</c>: writes the page of a run again from its saved results.</summary>
internal static class ReportCommand
{
    /// <summary>Makes the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "The folder of a finished run, as compare printed it." };
        var command = new DocumentedCommand("report", "Writes the report of a run again, report.html with charts, from its saved results.")
        {
            Examples =
            [
                "losskit compare samples/data/penguins.csv --target species --epochs 5 --out runs/penguins && losskit report runs/penguins",
            ],
        };
        command.Add(run);
        command.SetAction(result =>
        {
            Console.Out.WriteLine($"{ReportPage.Write(result.GetRequiredValue(run))} is written.");
            return (int)ExitCode.Done;
        });
        return command;
    }
}
