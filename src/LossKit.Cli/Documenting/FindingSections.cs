using System.Text;

namespace LossKit.Cli;

/// <summary>What the doctor looks for, as sections of a page.</summary>
internal static class FindingSections
{
    /// <summary>Gives a section for each finding.</summary>
    /// <returns>The Markdown.</returns>
    public static string Guides()
    {
        var page = new StringBuilder();
        foreach (var guide in LossDoctor.Guides)
        {
            page.Append(page.Length > 0 ? "\n" : string.Empty)
                .Append($"### `{Words.Of(guide.Code)}`: {Words.Of(guide.Severity)}\n\n")
                .Append($"- **Seen when:** {MarkdownText.Escape(guide.Sees)}\n")
                .Append($"- **Why it matters:** {MarkdownText.Escape(guide.Why)}\n")
                .Append($"- **Fix:** {MarkdownText.Escape(guide.Fix)}\n");
        }

        return page.ToString();
    }
}
