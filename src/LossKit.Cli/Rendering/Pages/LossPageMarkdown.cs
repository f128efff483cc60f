using System.Text;

namespace LossKit.Cli;

/// <summary>The page of a loss in the docs.</summary>
internal static class LossPageMarkdown
{
    private static readonly string[] CodeColumns = ["input", "option", "default", "reproduced by"];

    /// <summary>Writes a page.</summary>
    /// <param name="card">The loss's card.</param>
    /// <param name="picture">Its curve, in a file of its own beside the page; null where there is none.</param>
    /// <returns>The Markdown.</returns>
    public static string Write(LossCard card, CurvePicture? picture)
    {
        var page = new StringBuilder();
        page.Append("<!-- Written by `losskit docs` from the card of the loss; change the card. -->\n");
        page.Append($"# {MarkdownText.Escape(card.Title)}\n\n");
        page.Append($"`{card.Id}`{AlsoCalled(card)}, {Words.Of(card.Family)}: [all losses](README.md)\n\n");
        page.Append($"{MarkdownText.Escape(card.Meaning)}\n");
        var sections = LossPage.Sections(card);
        AppendSection(page, sections[0]);
        AppendPicture(page, card, picture);
        foreach (var section in sections.Skip(1))
        {
            AppendSection(page, section);
        }

        page.Append($"\nIn a terminal: `losskit show {card.Id}`.\n");
        return page.ToString();
    }

    private static string AlsoCalled(LossCard card) =>
        card.Aliases.Count > 0 ? $" (also {string.Join(", ", card.Aliases.Select(alias => $"`{alias}`"))})" : string.Empty;

    private static void AppendPicture(StringBuilder page, LossCard card, CurvePicture? picture)
    {
        if (picture is null)
        {
            return;
        }

        page.Append($"\n![{MarkdownText.Escape(SvgPicture.Title(card, picture))}]({card.Id}.svg)\n");
        if (picture.Curve.Held.Length > 0)
        {
            page.Append($"\n{MarkdownText.Escape(picture.Curve.Held)}\n");
        }
    }

    private static void AppendSection(StringBuilder page, PageSection section)
    {
        page.Append($"\n## {section.Heading}\n\n");
        if (section.Heading == LossPage.Formulas)
        {
            var name = section.Rows.Max(row => row[0].Length);
            page.Append("```text\n").AppendJoin('\n', section.Rows.Select(row => $"{row[0].PadRight(name)}  {row[1]}")).Append("\n```\n");
        }
        else if (section.Columns.Count > 0)
        {
            MarkdownText.AppendTable(page, section.Columns, section.Rows, CodeColumns);
        }
        else
        {
            var mark = section.Rows.Count > 1 ? "- " : string.Empty;
            page.AppendJoin('\n', section.Rows.Select(row => mark + MarkdownText.Escape(row[0]))).Append('\n');
        }
    }
}
