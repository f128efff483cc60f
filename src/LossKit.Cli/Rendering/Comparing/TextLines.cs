namespace LossKit.Cli;

/// <summary>Writes sentences in lines of a given width, broken between words.</summary>
internal static class TextLines
{
    /// <summary>Writes a text.</summary>
    /// <param name="text">The text; single spaces between its words.</param>
    /// <param name="width">The most characters of a line; a longer word has a line of its own.</param>
    /// <param name="output">Where it goes.</param>
    public static void Write(string text, int width, TextWriter output)
    {
        var line = string.Empty;
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                output.WriteLine(line);
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        output.WriteLine(line);
    }
}
