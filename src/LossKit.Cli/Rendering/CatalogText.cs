namespace LossKit.Cli;

/// <summary>The catalogue as plain columns, nothing cut off: what a pipe or a file receives.</summary>
internal static class CatalogText
{
    private static readonly CatalogRow Head = new("id", "title", "family", "options", "hessian", "noise");

    /// <summary>Writes the losses, a line each, columns two or more spaces apart.</summary>
    /// <param name="entries">The losses.</param>
    /// <param name="output">Where the lines go.</param>
    public static void Write(IReadOnlyList<LossEntry> entries, TextWriter output)
    {
        var lines = entries.Select(CatalogRow.Of).Prepend(Head).Select(Cells).ToArray();
        var widths = lines[0].Select((_, column) => lines.Max(line => line[column].Length)).ToArray();
        foreach (var line in lines)
        {
            output.WriteLine(string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }

    private static string[] Cells(CatalogRow row) => [row.Id, row.Family, row.Hessian, row.Noise, row.Title, row.Options];
}
