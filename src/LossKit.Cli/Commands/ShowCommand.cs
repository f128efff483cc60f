using System.CommandLine;

namespace LossKit.Cli;

/// <summary><c>losskit show</c>: the page of a loss.</summary>
internal static class ShowCommand
{
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
        PageLine.Print(LossPageText.Lines(LossCatalog.Parse(text).Card, text, PageLine.WidthAtHand));
        return (int)ExitCode.Done;
    }
}
