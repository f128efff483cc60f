using System.CommandLine;

namespace LossKit.Cli;

/// <summary><c>losskit plot</c>: one picture of losses laid over each other.</summary>
internal static class PlotCommand
{
    // As wide as the page of a loss.
    private const int WidestDrawing = 100;
    private const int NarrowestDrawing = 60;

    /// <summary>Makes the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var losses = new Argument<string[]>("LOSS")
        {
            Description = "The losses, by id or alias, with options such as huber:delta=0.5; all of them are drawn over each other.",
            Arity = ArgumentArity.OneOrMore,
        };
        var derivatives = new Option<bool>("--derivatives") { Description = "Draws gradient and Hessian too." };
        var file = new Option<string?>("--out")
        {
            Description = "The picture's file, .svg or .html (a page with the picture and its numbers); without it the terminal shows it.",
            HelpName = "FILE",
        };
        var command = new DocumentedCommand("plot", "Draws losses over each other: in the terminal, as SVG, or as a page.")
        {
            Examples =
            [
                "losskit plot mse mae huber:delta=0.5",
                "losskit plot focal:gamma=0 focal:gamma=1 focal:gamma=2 focal:gamma=5 --derivatives --out focal.svg",
                "losskit plot hinge squared-hinge soft-margin --derivatives --out margins.html",
            ],
        };
        command.Add(losses);
        command.Add(derivatives);
        command.Add(file);
        command.SetAction(result => Run(
            result.GetRequiredValue(losses),
            result.GetValue(derivatives) ? CurveDetail.Derivatives : CurveDetail.Value,
            result.GetValue(file)));
        return command;
    }

    private static int Run(string[] losses, CurveDetail detail, string? file)
    {
        // A mistake in the name of the file is told before anything is computed.
        var target = file is null ? null : PictureFile.Of(file);
        var overlay = CurveOverlay.Of(losses);
        var quantities = overlay.Quantities(detail);
        if (target is null)
        {
            var width = Math.Clamp(PageLine.WidthAtHand, NarrowestDrawing, WidestDrawing);
            PageLine.Print(TextOverlay.Lines(overlay, quantities, width));
            return (int)ExitCode.Done;
        }

        target.Write(overlay, quantities);
        Console.Out.WriteLine($"Wrote {target.Path}: {SvgOverlay.Title(overlay, quantities)}.");
        return (int)ExitCode.Done;
    }
}
