namespace LossKit.Cli;

/// <summary>What a comparison found, for a terminal or a pipe.</summary>
internal static class ComparisonReport
{
    /// <summary>The most characters of a line, however wide the terminal.</summary>
    public const int WidestLine = 100;

    /// <summary>Writes the tables, the notes and the verdict.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="summary">What it found.</param>
    /// <param name="more">Tables to be written behind those of every comparison.</param>
    /// <param name="width">The most characters of a line.</param>
    /// <param name="output">Where they go.</param>
    public static void Write(Comparison comparison, ComparisonSummary summary, IEnumerable<ReportTable> more, int width, TextWriter output)
    {
        foreach (var table in ComparisonTables.Of(comparison.Dataset.Task, comparison.Options.Repeats, summary).Concat(more))
        {
            TextTable.Write(table, width, output);
        }

        var notes = ComparisonNotes.OfLosses(comparison, summary).ToArray();
        foreach (var note in notes)
        {
            TextLines.Write(note, width, output);
        }

        if (notes.Length > 0)
        {
            output.WriteLine();
        }

        TextLines.Write(summary.Verdict, width, output);
    }
}
