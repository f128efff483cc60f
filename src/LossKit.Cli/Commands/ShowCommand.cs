using System.CommandLine;
using Spectre.Console;

namespace LossKit.Cli;

/// <summary><c>losskit show</c>: the page of a loss.</summary>
internal static class ShowCommand
{
    // Enough for every table; a pipe has no width of its own.
    private const int PipeWidth = 100;

    /// <summary>Makes the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var loss = new Argument<string>("LOSS")
        {
            Description = "The loss, by id or alias; its curve is drawn with the options written behind it: huber:delta=0.5.",
        };
        var command = new DocumentedCommand(
            "show", "Shows all about a loss: formula, curve, inputs, options, pitfalls, its names elsewhere.")
        {
            Examples = ["losskit show huber", "losskit show huber:delta=0.5", "losskit show pinball:quantile=0.9"],
        };
        command.Add(loss);
        command.SetAction(result => Run(result.GetRequiredValue(loss)));
        return command;
    }

    private static int Run(string text)
    {
        var card = LossCatalog.Parse(text).Card;
        var piped = Console.IsOutputRedirected;
        foreach (var line in LossPageText.Lines(card, text, piped ? PipeWidth : AnsiConsole.Profile.Width))
        {
            if (piped)
            {
                Console.Out.WriteLine(line.Text);
            }
            else
            {
                AnsiConsole.Write(new Text(line.Text + "\n", line.IsHeading ? new Style(decoration: Decoration.Bold) : Style.Plain));
            }
        }

        return (int)ExitCode.Done;
    }
}
