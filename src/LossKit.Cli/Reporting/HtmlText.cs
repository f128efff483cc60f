using System.Text;

namespace LossKit.Cli;

/// <summary>Writes HTML in which every text stands for itself.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _html = new();

    /// <summary>Gives a text whose characters stand for themselves, in an element and in an attribute.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The HTML.</returns>
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("'", "&#39;", StringComparison.Ordinal);

    /// <summary>Writes markup.</summary>
    /// <param name="markup">The markup, whose texts are escaped already.</param>
    /// <returns>This.</returns>
    public HtmlText Markup(string markup)
    {
        _html.Append(markup).Append('\n');
        return this;
    }

    /// <summary>Writes an element with a text.</summary>
    /// <param name="tag">The element, with attributes where it has any: <c>p class="legend"</c>.</param>
    /// <param name="text">The text; what stands between ` in it is written as code.</param>
    /// <returns>This.</returns>
    public HtmlText Element(string tag, string text) => Markup($"<{tag}>{WithCode(text)}</{tag.Split(' ')[0]}>");

    /// <summary>Writes a table.</summary>
    /// <param name="table">The table; its first column names the rows.</param>
    /// <returns>This.</returns>
    public HtmlText Table(ReportTable table)
    {
        OpenTable(table.Title, "plain");
        var heads = table.Columns.Select(column => $"<th scope=\"col\"{Side(column)}>{Escape(column.Head)}</th>");
        Markup($"<thead><tr>{string.Concat(heads)}</tr></thead>");
        Markup("<tbody>");
        foreach (var row in table.Rows)
        {
            var cells = table.Columns.Skip(1).Zip(row.Skip(1), (column, cell) => $"<td{Side(column)}>{Escape(cell.TrimEnd())}</td>");
            Markup($"<tr><th scope=\"row\">{Breakable(row[0])}</th>{string.Concat(cells)}</tr>");
        }

        CloseTable();
        return table.Legend.Length > 0 ? Element("p class=\"legend\"", table.Legend) : this;
    }

    /// <summary>
    /// Begins a table. What does not fit a narrow screen is scrolled inside its frame, by the keyboard too, and its title stays.
    /// </summary>
    /// <param name="title">What it shows.</param>
    /// <param name="kind">Its class.</param>
    /// <returns>This.</returns>
    public HtmlText OpenTable(string title, string kind) => Element("p class=\"title\"", title)
        .Markup($"<div class=\"frame\" role=\"region\" tabindex=\"0\" aria-label=\"{Escape(title)}\">")
        .Markup($"<table class=\"{kind}\" aria-label=\"{Escape(title)}\">");

    /// <summary>Ends a table after its last row.</summary>
    /// <returns>This.</returns>
    public HtmlText CloseTable() => Markup("</tbody></table></div>");

    /// <inheritdoc/>
    public override string ToString() => _html.ToString();

    // Long names of losses break where an option begins.
    private static string Breakable(string text) => Escape(text).Replace(":", ":<wbr>", StringComparison.Ordinal);

    private static string Side(ReportColumn column) => column.Side == ColumnSide.Right ? " class=\"number\"" : string.Empty;

    private static string WithCode(string text)
    {
        // Sentences mark the names of columns and commands as Markdown does; a lone mark is a character like others.
        var parts = Escape(text).Split('`');
        return parts.Length % 2 == 0
            ? string.Join('`', parts)
            : string.Concat(parts.Select((part, index) => index % 2 == 0 ? part : $"<code>{part}</code>"));
    }
}
