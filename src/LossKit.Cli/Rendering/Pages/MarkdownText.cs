using System.Text;

namespace LossKit.Cli;

/// <summary>What Markdown needs: marks taken literally, and tables.</summary>
internal static class MarkdownText
{
    private static readonly string[] Marks = ["|", "*", "~"];

    /// <summary>Gives a text whose characters stand for themselves.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The Markdown.</returns>
    public static string Escape(string text) =>
        Marks.Aggregate(text, (escaped, mark) => escaped.Replace(mark, "\\" + mark, StringComparison.Ordinal));

    /// <summary>Writes a table.</summary>
    /// <param name="page">Where it goes.</param>
    /// <param name="columns">The heads of its columns.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="code">The heads of columns whose cells are written as code.</param>
    public static void AppendTable(
        StringBuilder page, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows, IReadOnlyList<string> code)
    {
        page.Append(Line(columns)).Append(Line(columns.Select(_ => "---")));
        foreach (var row in rows)
        {
            page.Append(Line(row.Select((cell, column) => cell.Length > 0 && code.Contains(columns[column]) ? $"`{cell}`" : Escape(cell))));
        }
    }

    /// <summary>Gives a row of a table.</summary>
    /// <param name="cells">Its cells, escaped already.</param>
    /// <returns>The line.</returns>
    public static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |\n";
}
