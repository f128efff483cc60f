using System.Text;

namespace LossKit.Cli;

/// <summary>Tables over all cards.</summary>
internal static class CardTables
{
    /// <summary>Gives the index of the losses' pages, by family.</summary>
    /// <returns>The Markdown.</returns>
    public static string Index()
    {
        var page = new StringBuilder("<!-- Written by `losskit docs` from the cards of the losses. -->\n# The losses\n\n");
        page.Append($"{LossCatalog.All.Count} losses, a page each. [Which one to use](../choosing.md) goes by task, and\n")
            .Append("[conventions](../conventions.md) says where libraries mean different things by the same name.\n");
        foreach (var family in LossCatalog.All.GroupBy(entry => entry.Card.Family))
        {
            page.Append($"\n## {Title(family.Key)}\n\n");
            AppendRows(page, ["loss", "what it is"], family.Select(entry => (entry.Card, entry.Card.Meaning)), string.Empty);
        }

        return page.ToString();
    }

    /// <summary>Gives when to use each loss and when not.</summary>
    /// <returns>The Markdown.</returns>
    public static string Uses()
    {
        var page = new StringBuilder("| loss | use it when | look elsewhere when |\n| --- | --- | --- |\n");
        foreach (var card in LossCatalog.All.Select(entry => entry.Card))
        {
            page.Append($"| {Link(card, "losses/")} | {MarkdownText.Escape(card.UseWhen)} | {MarkdownText.Escape(card.AvoidWhen)} |\n");
        }

        return page.ToString();
    }

    /// <summary>Gives the options that reproduce the defaults of other libraries, where they are not LossKit's own.</summary>
    /// <returns>The Markdown.</returns>
    public static string Reproductions()
    {
        var page = new StringBuilder("| library | its name | in LossKit | what else differs |\n| --- | --- | --- | --- |\n");
        foreach (var card in LossCatalog.All.Select(entry => entry.Card))
        {
            foreach (var there in card.Elsewhere.Where(there => there.Options.Length > 0))
            {
                page.Append($"| {there.Library} | {MarkdownText.Escape(there.Name)} | [`{card.Id}:{there.Options}`](losses/{card.Id}.md) ")
                    .Append($"| {MarkdownText.Escape(there.Difference)} |\n");
            }
        }

        return page.ToString();
    }

    private static void AppendRows(StringBuilder page, string[] columns, IEnumerable<(LossCard Card, string Text)> rows, string folder)
    {
        page.Append($"| {columns[0]} | {columns[1]} |\n| --- | --- |\n");
        foreach (var (card, text) in rows)
        {
            page.Append($"| {Link(card, folder)} {MarkdownText.Escape(card.Title)} | {MarkdownText.Escape(text)} |\n");
        }
    }

    private static string Link(LossCard card, string folder) => $"[`{card.Id}`]({folder}{card.Id}.md)";

    private static string Title(LossFamily family) => family == LossFamily.MultiTask ? "Several tasks" : family.ToString();
}
