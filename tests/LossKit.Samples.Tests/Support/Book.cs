using System.Text.RegularExpressions;

namespace LossKit.Tests;

/// <summary>The chapters of the book that the pages in <c>docs</c> are, as its contents list them.</summary>
internal static partial class Book
{
    /// <summary>The page with the contents.</summary>
    public const string Contents = "docs/README.md";

    /// <summary>Gets the pages of the chapters in their order, relative to the root.</summary>
    public static IReadOnlyList<string> Chapters { get; } =
        [.. Repository.Lines(Contents).SelectMany(line => Chapter().Matches(line)).Select(match => "docs/" + match.Groups["page"].Value)];

    /// <summary>Gets the title of a page: its first heading.</summary>
    /// <param name="page">The page, relative to the root.</param>
    /// <returns>The title.</returns>
    public static string TitleOf(string page) =>
        Repository.Lines(page).First(line => line.StartsWith("# ", StringComparison.Ordinal))["# ".Length..];

    [GeneratedRegex(@"^\s*\d+\. \[[^\]]+\]\((?<page>[^)]+\.md)\)", RegexOptions.None, 1000)]
    private static partial Regex Chapter();
}
