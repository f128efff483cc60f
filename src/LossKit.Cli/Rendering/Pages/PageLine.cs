namespace LossKit.Cli;

/// <summary>A line of a page.</summary>
/// <param name="Text">What it says.</param>
/// <param name="IsHeading">Whether a terminal shows it in bold.</param>
internal sealed record PageLine(string Text, bool IsHeading)
{
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
}
