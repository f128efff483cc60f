namespace LossKit.Cli;

/// <summary>
/// Writes tables as plain columns in a given width. What is too wide is put below: columns in a table of their own that repeats the first
/// column, long names on a second line. Nothing is cut off.
/// </summary>
internal static class TextTable
{
    private const string Gap = "  ";
    private const int WidestName = 34;

    /// <summary>Writes a table, and an empty line after it.</summary>
    /// <param name="table">The table.</param>
    /// <param name="width">The most characters of a line.</param>
    /// <param name="output">Where it goes.</param>
    public static void Write(ReportTable table, int width, TextWriter output)
    {
        output.WriteLine(table.Title);
        var names = table.Rows.Select(row => Lines(row[0], WidestName)).ToArray();
        var nameWidth = names.SelectMany(lines => lines).Append(table.Columns[0].Head).Max(text => text.Length);
        var start = 1;
        do
        {
            var end = start + 1;
            var used = nameWidth + Gap.Length + WidthOf(table, start);
            while (end < table.Columns.Count && used + Gap.Length + WidthOf(table, end) <= width)
            {
                used += Gap.Length + WidthOf(table, end++);
            }

            WriteBlock(table, names, nameWidth, start..end, output);
            start = end;
        }
        while (start < table.Columns.Count);

        if (table.Legend.Length > 0)
        {
            TextLines.Write(table.Legend, width, output);
        }

        output.WriteLine();
    }

    private static void WriteBlock(ReportTable table, string[][] names, int nameWidth, Range columns, TextWriter output)
    {
        var (start, count) = columns.GetOffsetAndLength(table.Columns.Count);
        var widths = Enumerable.Range(start, count).Select(column => WidthOf(table, column)).ToArray();
        var used = nameWidth + widths.Sum(width => Gap.Length + width);
        WriteLine(table.Columns[0].Head, [.. table.Columns.Select(column => column.Head)]);
        output.WriteLine(new string('-', used));
        foreach (var (index, row) in table.Rows.Index())
        {
            foreach (var line in names[index][..^1])
            {
                output.WriteLine(line);
            }

            WriteLine(names[index][^1], row);
        }

        void WriteLine(string name, string[] cells)
        {
            var rest = widths.Select((width, i) => table.Columns[start + i].Side == ColumnSide.Right
                ? cells[start + i].PadLeft(width)
                : cells[start + i].PadRight(width));
            output.WriteLine(string.Join(Gap, rest.Prepend(name.PadRight(nameWidth))).TrimEnd());
        }
    }

    private static int WidthOf(ReportTable table, int column) =>
        table.Rows.Select(row => row[column].Length).Append(table.Columns[column].Head.Length).Max();

    // Long names are broken where an option or a number of a list begins, which is where a reader would.
    private static string[] Lines(string name, int width)
    {
        var lines = new List<string>();
        while (name.Length > width)
        {
            var end = name.LastIndexOfAny([':', '/', '='], width - 1) + 1;
            end = end <= 0 ? width : end;
            lines.Add(name[..end]);
            name = "  " + name[end..];
        }

        return [.. lines, name];
    }
}
