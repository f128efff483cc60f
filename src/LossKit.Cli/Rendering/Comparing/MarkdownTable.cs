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
        output.Write(MarkdownText.Line(table.Columns.Select(column => MarkdownText.Escape(column.Head))));
        output.Write(MarkdownText.Line(table.Columns.Select(column => column.Side == ColumnSide.Right ? "---:" : "---")));
        foreach (var row in table.Rows)
        {
            output.Write(MarkdownText.Line(row.Select(MarkdownText.Escape)));
        }

        output.WriteLine();
        if (table.Legend.Length > 0)
        {
            output.WriteLine(MarkdownText.Escape(table.Legend));
            output.WriteLine();
        }
    }
}
