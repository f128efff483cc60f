namespace LossKit.Cli;

/// <summary>The generated part of a page that people write: it stands between two comments, and the rest is left alone.</summary>
internal static class MarkedPart
{
    /// <summary>Puts a new text between the comments.</summary>
    /// <param name="page">The page, for the sentence that says what is wrong.</param>
    /// <param name="text">The page's text; null where there is no such file.</param>
    /// <param name="name">The name that both comments carry.</param>
    /// <param name="part">What belongs between them.</param>
    /// <returns>The page's new text.</returns>
    /// <exception cref="UsageException">The page or one of the comments is missing.</exception>
    public static string Replace(string page, string? text, string name, string part)
    {
        var (begin, end) = ($"<!-- begin generated: {name} -->\n", $"<!-- end generated: {name} -->\n");
        var start = text?.IndexOf(begin, StringComparison.Ordinal) ?? -1;
        var stop = text?.IndexOf(end, StringComparison.Ordinal) ?? -1;
        return start >= 0 && stop > start
            ? $"{text![..(start + begin.Length)]}\n{part}\n{text[stop..]}"
            : throw new UsageException(
                $"'{page}' must have the lines '{begin.TrimEnd()}' and '{end.TrimEnd()}', in this order: "
                + "write them where the table belongs.");
    }
}
