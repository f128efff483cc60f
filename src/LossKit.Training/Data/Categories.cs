namespace LossKit;

/// <summary>
/// The distinct values of a column over some of its rows, in an order that depends on nothing but the values: by size where
/// all are numbers, else by their characters' codes.
/// </summary>
internal sealed class Categories
{
    private Categories(string[] levels, int[] codes)
    {
        Levels = levels;
        Codes = codes;
    }

    /// <summary>Gets the values, written out.</summary>
    public string[] Levels { get; }

    /// <summary>Gets the index into <see cref="Levels"/> for each row of the table; −1 where the cell is missing or the row was not asked for.</summary>
    public int[] Codes { get; }

    public static Categories Of(CsvColumn column, ReadOnlySpan<int> rows, int tableRows)
    {
        var codes = new int[tableRows];
        Array.Fill(codes, -1);
        var levels = column is TextColumn text ? OfText(text, rows, codes) : OfNumbers((NumberColumn)column, rows, codes);
        return new Categories(levels, codes);
    }

    private static string[] OfText(TextColumn column, ReadOnlySpan<int> rows, int[] codes)
    {
        var used = new bool[column.Levels.Count];
        foreach (var row in rows)
            if (column.Codes[row] >= 0) used[column.Codes[row]] = true;
        var order = Enumerable.Range(0, used.Length).Where(code => used[code]).ToArray();
        var numbers = Array.ConvertAll(order, code => CellText.Number(column.Levels[code]));
        if (order.Length > 0 && Array.TrueForAll(numbers, number => number.HasValue))
            Array.Sort(Array.ConvertAll(numbers, number => number!.Value), order);
        else
            Array.Sort(order, (a, b) => string.CompareOrdinal(column.Levels[a], column.Levels[b]));

        var rank = new int[used.Length];
        for (var i = 0; i < order.Length; i++) rank[order[i]] = i;
        foreach (var row in rows)
            if (column.Codes[row] >= 0) codes[row] = rank[column.Codes[row]];
        return Array.ConvertAll(order, code => column.Levels[code]);
    }

    private static string[] OfNumbers(NumberColumn column, ReadOnlySpan<int> rows, int[] codes)
    {
        var distinct = new SortedSet<double>();
        foreach (var row in rows)
            if (!column.IsMissing(row)) distinct.Add(column.Values[row]);
        double[] values = [.. distinct];
        foreach (var row in rows)
            if (!column.IsMissing(row)) codes[row] = Array.BinarySearch(values, column.Values[row]);
        return Array.ConvertAll(values, CellText.Write);
    }
}
