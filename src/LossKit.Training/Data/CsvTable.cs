namespace LossKit;

/// <summary>
/// A table read from a comma-separated file: a header with the names of the columns, and rows with a cell for each.
/// </summary>
/// <remarks>
/// Columns are stored by what they hold: numbers as <see cref="double"/>, texts as an index into the distinct ones. What a
/// column is used for is not decided here but in <see cref="Dataset.From"/>.
/// </remarks>
public sealed class CsvTable
{
    private readonly int[] _lines;
    private readonly Dictionary<string, CsvColumn> _byName;

    internal CsvTable(TableSource source, IReadOnlyList<CsvColumn> columns, int[] lines)
    {
        Source = source;
        Columns = columns;
        _lines = lines;
        _byName = columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
    }

    /// <summary>Gets the file the table was read from.</summary>
    public TableSource Source { get; }

    /// <summary>Gets the columns in the file's order.</summary>
    public IReadOnlyList<CsvColumn> Columns { get; }

    /// <summary>Gets the number of rows, the header not counted.</summary>
    public int RowCount => _lines.Length;

    /// <summary>
    /// Reads a file, <c>.csv</c> or compressed by gzip (told by its first bytes, whatever its name). UTF-8, or UTF-16 and UTF-32 with a
    /// byte order mark; cells quoted as in RFC 4180; lines ended by LF or CR LF; empty lines are passed over.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>The table.</returns>
    /// <exception cref="DataException">
    /// There is no such file, or it cannot be read, is empty, no valid gzip, no valid CSV, has no header or a column name twice, or a row
    /// has more or fewer cells than the header (with its line).
    /// </exception>
    public static CsvTable Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return CsvTableReader.Read(path);
    }

    /// <summary>Gets a column by its name, upper and lower case told apart.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The column.</returns>
    /// <exception cref="DataException">No column has that name; the message has the nearest one.</exception>
    public CsvColumn Column(string name) => Column(name, "column");

    /// <summary>Gets a column by its name for a purpose that an error names.</summary>
    internal CsvColumn Column(string name, string purpose)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName.TryGetValue(name, out var column)
            ? column
            : throw new DataException($"{Source.Path} has no {purpose} `{name}`{Hint(name)}");
    }

    /// <summary>Gets the line of the file a row starts on, counted from 1, the header's line included.</summary>
    /// <param name="row">The row, counted from 0.</param>
    /// <returns>The line.</returns>
    public int LineOf(int row) => _lines[row];

    // What follows the name of a column that is not there: the one that was meant, else what there is to choose from.
    private string Hint(string name)
    {
        const int Shown = 12;
        if (Nearest.Find(name, Columns.Select(column => column.Name)) is { } nearest)
        {
            return $"; did you mean `{nearest}`?";
        }

        var list = string.Join(", ", Columns.Take(Shown).Select(column => $"`{column.Name}`"));
        return Columns.Count > Shown ? $"; there are {list} and {Columns.Count - Shown} more." : $"; there are {list}.";
    }
}
