using System.Text.RegularExpressions;

namespace LossKit.Tests;

/// <summary>The pages in <c>docs</c> are a book: it has its contents, one chapter leads to the next, and what it shows was run.</summary>
public sealed partial class BookTests
{
    public static TheoryData<string> Chapters => [.. Book.Chapters];

    public static TheoryData<string> Pages => [.. WrittenPages];

    private static IEnumerable<string> WrittenPages =>
        Repository.Pages.Where(page => !page.StartsWith("docs/losses/", StringComparison.Ordinal));

    [Fact]
    public void The_contents_link_to_every_page()
    {
        string contents = File.ReadAllText(Path.Combine(Repository.Root, Book.Contents));
        string[] pages = [.. WrittenPages.Where(page => page.StartsWith("docs/", StringComparison.Ordinal) && page != Book.Contents)];
        Assert.All(pages, page => Assert.Contains($"]({page["docs/".Length..]})", contents));
        Assert.Contains("](losses/README.md)", contents);
    }

    [Fact]
    public void Every_chapter_leads_to_the_next()
    {
        foreach ((string chapter, string next) in Book.Chapters.Zip(Book.Chapters.Skip(1)))
        {
            string path = Path.GetRelativePath(Path.GetDirectoryName(chapter)!, next).Replace('\\', '/');
            Assert.Equal($"Next: [{Book.TitleOf(next)}]({path})", Repository.Lines(chapter)[^1]);
        }
    }

    // C# is held against the samples by SnippetTests, and commands are run by PageCommandTests and QuotedCommandTests.
    [Theory]
    [MemberData(nameof(Chapters))]
    public void A_chapter_shows_nothing_that_is_not_run(string chapter)
    {
        IReadOnlyList<Fence> fences = Fence.Of(chapter);
        HashSet<Fence> outputs = [.. fences.Where(fence => fence.Kind == "sh").Select(fence => fence.Next).OfType<Fence>()];

        Assert.All(fences, fence => Assert.True(
            fence.Kind is "csharp" or "sh" || (fence.Kind == "text" && outputs.Contains(fence)),
            $"{chapter}, line {fence.Line}: a block is csharp, sh, or text that a command above it prints, and not '{fence.Kind}'."));
        Assert.All(
            OutsideFences(chapter),
            line => Assert.DoesNotMatch(@"^ {4}(?!\s*dotnet run -c Release --project src/LossKit\.Cli -- )\S", line));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_of_a_page_lead_to_files(string page)
    {
        string folder = Path.Combine(Repository.Root, Path.GetDirectoryName(page)!);
        Assert.All(OutsideFences(page).SelectMany(line => Link().Matches(line)), link =>
        {
            string path = Path.GetFullPath(Path.Combine(folder, link.Groups["path"].Value));
            Assert.True(File.Exists(path) || Directory.Exists(path), $"{page} links to {link.Groups["path"].Value}, which is not there.");
            if (link.Groups["anchor"] is { Success: true, Value: var anchor })
            {
                Assert.Contains(anchor, File.ReadLines(path).Where(line => line.StartsWith('#')).Select(AnchorOf));
            }
        });
    }

    private static IEnumerable<string> OutsideFences(string page)
    {
        string[] lines = Repository.Lines(page);
        HashSet<int> fenced = [.. Fence.Of(page).SelectMany(fence => Enumerable.Range(fence.Line - 1, fence.Lines.Count + 2))];
        return lines.Where((_, index) => !fenced.Contains(index));
    }

    // As GitHub makes them: letters, digits and hyphens, in lower case.
    private static string AnchorOf(string heading) => string.Concat(
        heading.TrimStart('#').Trim().ToLowerInvariant().Replace(' ', '-')
            .Where(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_'));

    [GeneratedRegex(@"\]\((?!\w+://)(?<path>[^)#\s]+)(#(?<anchor>[^)]+))?\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
