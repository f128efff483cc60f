namespace LossKit;

/// <summary>Targets of which several can hold at once: a cell with a list, or a column of 0 and 1 for each.</summary>
public sealed class LabelSets
{
    private const int FewestOccurrences = 5;
    private const double FewestListsShare = 0.05;
    private static readonly char[] Separators = [';', '|', ','];

    private LabelSets(string targetName, string reason, IReadOnlyList<string> names, IReadOnlyList<int[]> rows, int rowsRead)
    {
        TargetName = targetName;
        Reason = reason;
        Names = names;
        Rows = rows;
        RowsRead = rowsRead;
    }

    /// <summary>Gets the column, or the columns with commas between.</summary>
    public string TargetName { get; }

    /// <summary>Gets why these are several labels, as a sentence without its full stop.</summary>
    public string Reason { get; }

    /// <summary>Gets the labels.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Gets the labels of each row that has a target, as indices into <see cref="Names"/>.</summary>
    public IReadOnlyList<int[]> Rows { get; }

    /// <summary>Gets the rows of the table.</summary>
    public int RowsRead { get; }

    /// <summary>Reads a column whose cells hold lists such as <c>news;sport</c>, <c>news|sport</c> or, in quotes, <c>news,sport</c>.</summary>
    /// <param name="table">The table.</param>
    /// <param name="target">The column.</param>
    /// <returns>The labels, or null where the column holds no lists: too few cells have a separator, or what stands between them does not recur.</returns>
    /// <exception cref="DataException">There is no such column.</exception>
    public static LabelSets? FindLists(CsvTable table, string target)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Column(target, "target column") is not TextColumn column) return null;
        var rows = Enumerable.Range(0, table.RowCount).Where(row => !column.IsMissing(row)).ToArray();
        var cells = Array.ConvertAll(rows, row => column.Levels[column.Codes[row]]);
        var separator = Separators.MaxBy(mark => cells.Count(cell => cell.Contains(mark, StringComparison.Ordinal)));
        var lists = cells.Count(cell => cell.Contains(separator, StringComparison.Ordinal));
        if (lists < FewestListsShare * cells.Length) return null;

        var parts = Array.ConvertAll(cells, cell => cell.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        string[] names = [.. parts.SelectMany(part => part).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (names.Length < 2 || parts.Sum(part => (long)part.Length) < FewestOccurrences * (long)names.Length) return null;
        CheckRows(table, target, rows.Length);
        var index = names.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);
        return new(
            target,
            $"{AdviceText.Percent(lists / (double)cells.Length)} of the cells of `{target}` hold several labels with {separator} between: multi-label",
            names,
            Array.ConvertAll(parts, part => part.Distinct(StringComparer.Ordinal).Select(name => index[name]).ToArray()),
            table.RowCount);
    }

    /// <summary>Reads columns of 0 and 1, a label each.</summary>
    /// <param name="table">The table.</param>
    /// <param name="targets">The columns, at least two.</param>
    /// <returns>The labels; rows that lack one of the cells are left out.</returns>
    /// <exception cref="DataException">There is no such column, one is named twice, one holds something else, or rows are too few.</exception>
    public static LabelSets Columns(CsvTable table, IReadOnlyList<string> targets)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(targets);
        var columns = targets.Select(target => Indicator(table, target)).ToArray();
        if (targets.Distinct(StringComparer.Ordinal).Count() < targets.Count)
            throw new DataException("--target names a column twice; name each label once.");
        var rows = Enumerable.Range(0, table.RowCount).Where(row => columns.All(column => !column.IsMissing(row))).ToArray();
        CheckRows(table, string.Join(',', targets), rows.Length);
        return new(
            string.Join(',', targets),
            $"{targets.Count} columns of 0 and 1 were named: multi-label",
            targets,
            Array.ConvertAll(rows, row => Enumerable.Range(0, columns.Length).Where(label => columns[label].Values[row] == 1).ToArray()),
            table.RowCount);
    }

    private static NumberColumn Indicator(CsvTable table, string target)
    {
        if (table.Column(target, "target column") is not NumberColumn column)
            throw new DataException($"`{target}` holds text, but each of several targets must be a column of 0 and 1; name one target, or recode it.");
        for (var row = 0; row < table.RowCount; row++)
        {
            if (!column.IsMissing(row) && column.Values[row] is not (0 or 1))
            {
                throw new DataException(
                    $"Line {table.LineOf(row)} of {table.Source.Path} has {CellText.Write(column.Values[row])} in `{target}`, "
                    + "but each of several targets must be a column of 0 and 1; name one target, or recode it.");
            }
        }

        return column;
    }

    private static void CheckRows(CsvTable table, string target, int rows)
    {
        if (rows >= DatasetOptions.MinRows) return;
        throw new DataException(
            $"{table.Source.Path} has {Plural.Of(rows, "row")} with a value in `{target}` (of {table.RowCount}), "
            + $"and at least {DatasetOptions.MinRows} are needed; add rows, or choose another target.");
    }
}
