namespace LossKit.Tests;

/// <summary>A block of a page between two lines of backticks.</summary>
/// <param name="Page">The page, relative to the root.</param>
/// <param name="Line">The line of the page on which it begins, counted from 1.</param>
/// <param name="Kind">What stands behind its backticks: <c>csharp</c>, <c>sh</c>, <c>text</c>.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record Fence(string Page, int Line, string Kind, IReadOnlyList<string> Lines)
{
    private const string Backticks = "```";

    /// <summary>Gets its lines as one text that ends with a line break.</summary>
    public string Text => string.Concat(Lines.Select(line => line + "\n"));

    /// <summary>Gets what stands below it up to the next line that is empty or begins a block.</summary>
    public required IReadOnlyList<string> Below { get; init; }

    /// <summary>Gets the block directly below it, if there is one.</summary>
    public required Fence? Next { get; init; }

    /// <summary>Reads the blocks of a page.</summary>
    /// <param name="page">The page, relative to the root.</param>
    /// <returns>The blocks, in their order.</returns>
    public static IReadOnlyList<Fence> Of(string page) => From(page, Repository.Lines(page), 0);

    private static List<Fence> From(string page, string[] lines, int start)
    {
        int first = Array.FindIndex(lines, start, line => line.TrimStart().StartsWith(Backticks, StringComparison.Ordinal));
        if (first < 0)
        {
            return [];
        }

        int last = Array.FindIndex(lines, first + 1, line => line.Trim() == Backticks);
        List<Fence> rest = From(page, lines, last + 1);
        string[] below = [.. lines.Skip(last + 1).SkipWhile(line => line.Length == 0).TakeWhile(line => line.Length > 0)];
        bool isFollowed = below.Length > 0 && below[0].StartsWith(Backticks, StringComparison.Ordinal);
        var fence = new Fence(page, first + 1, lines[first].Trim()[Backticks.Length..], lines[(first + 1)..last])
        {
            Below = below,
            Next = isFollowed ? rest[0] : null,
        };
        return [fence, .. rest];
    }
}
