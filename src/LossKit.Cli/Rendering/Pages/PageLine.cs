using Spectre.Console;

namespace LossKit.Cli;

/// <summary>A line of a page.</summary>
/// <param name="Text">What it says.</param>
/// <param name="IsHeading">Whether a terminal shows it in bold.</param>
internal sealed record PageLine(string Text, bool IsHeading)
{
    // Enough for every table; a pipe has no width of its own.
    private const int PipeWidth = 100;

    /// <summary>Gets a line without text.</summary>
    public static PageLine Empty { get; } = Plain(string.Empty);

    /// <summary>Gives a line of text.</summary>
    /// <param name="text">What it says.</param>
    /// <returns>The line.</returns>
    public static PageLine Plain(string text) => new(text, false);

    /// <summary>Gives a heading.</summary>
    /// <param name="text">What it says.</param>
    /// <returns>The line.</returns>
    public static PageLine Heading(string text) => new(text, true);

    /// <summary>Gives lines of text, broken between words.</summary>
    /// <param name="text">What they say; single spaces between words.</param>
    /// <param name="width">The most characters of a line.</param>
    /// <param name="indent">The blanks that each line begins with.</param>
    /// <returns>The lines.</returns>
    public static IEnumerable<PageLine> Wrapped(string text, int width, int indent)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        TextLines.Write(text, width - indent, writer);
        return writer.ToString().TrimEnd('\n').Split('\n').Select(line => Plain(new string(' ', indent) + line));
    }

    /// <summary>Gives how wide pages are for the terminal at hand.</summary>
    public static int WidthAtHand => Console.IsOutputRedirected ? PipeWidth : AnsiConsole.Profile.Width;

    /// <summary>Prints lines: headings in bold on a terminal, and plain text into a pipe.</summary>
    /// <param name="lines">The lines.</param>
    public static void Print(IEnumerable<PageLine> lines)
    {
        var piped = Console.IsOutputRedirected;
        foreach (var line in lines)
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
    }
}
