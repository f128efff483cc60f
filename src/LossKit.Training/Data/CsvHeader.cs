using CsvHelper;

namespace LossKit;

/// <summary>Reads the names of the columns, and refuses a first line that cannot be a header.</summary>
internal static class CsvHeader
{
    /// <summary>Reads the record the reader stands on.</summary>
    /// <exception cref="DataException">The separator is not a comma, the cells are numbers, or a name is empty or there twice.</exception>
    public static string[] Read(CsvReader reader, string path)
    {
        var names = new string[reader.FieldCount];
        var numbers = 0;
        for (var i = 0; i < names.Length; i++)
        {
            var cell = CellText.Trim(reader.GetSpan(i));
            names[i] = Utf8.Strict.GetString(cell);
            if (CellText.Classify(cell, out _) is CellKind.Number) numbers++;
        }

        CheckSeparator(names, path);
        if (numbers == names.Length)
        {
            throw new DataException(
                $"{path} has no header: the cells of its first line are all numbers ({Start(names)}); put a line with the names of the columns above it.");
        }

        CheckNames(names, path);
        return names;
    }

    private static void CheckSeparator(string[] names, string path)
    {
        if (names is not [var only]) return;
        foreach (var (separator, word) in new[] { (';', "semicolons"), ('\t', "tabs"), ('|', "bars") })
        {
            if (only.Contains(separator, StringComparison.Ordinal))
                throw new DataException($"{path} seems to be separated by {word}; save it with commas between the cells.");
        }

        throw new DataException($"{path} has a single column `{only}`; it needs a target and at least one column to predict it from.");
    }

    private static void CheckNames(string[] names, string path)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i].Length == 0)
                throw new DataException($"Column {i + 1} of {path} has no name in the header; name it (and drop it if it only numbers the rows).");
            if (!seen.TryAdd(names[i], i))
                throw new DataException($"Columns {seen[names[i]] + 1} and {i + 1} of {path} are both called `{names[i]}`; rename one.");
        }
    }

    private static string Start(string[] names) => string.Join(", ", names.Take(3)) + (names.Length > 3 ? ", …" : "");
}
