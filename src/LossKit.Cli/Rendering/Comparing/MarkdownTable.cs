namespace LossKit.Cli;

/// <summary>Writes tables as Markdown.</summary>
internal static class MarkdownTable
{
    /// <summary>Writes a table under a heading.</summary>
    /// <param name="table">The table.</param>
    /// <param name="output">Where it goes.</param>
    public static void Write(ReportTable table, TextWriter output)
    {
        output.WriteLine($"## {table.Title}");
        output.WriteLine();
        output.WriteLine(Line(table.Columns.Select(column => column.Head)));
        output.WriteLine(Line(table.Columns.Select(column => column.Side == ColumnSide.Right ? "---:" : "---")));
        foreach (var row in table.Rows)
        {
            output.WriteLine(Line(row));
        }

        output.WriteLine();
        if (table.Legend.Length > 0)
        {
            output.WriteLine(Escape(table.Legend));
            output.WriteLine();
        }
    }

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Select(Escape))} |";

    private static string Escape(string text) =>
        text.Replace("|", @"\|", StringComparison.Ordinal).Replace("*", @"\*", StringComparison.Ordinal).Replace("~", @"\~", StringComparison.Ordinal);
}
