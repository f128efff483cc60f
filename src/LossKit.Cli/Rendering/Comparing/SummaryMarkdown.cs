namespace LossKit.Cli;

/// <summary>What a comparison found, as <c>summary.md</c>.</summary>
internal static class SummaryMarkdown
{
    /// <summary>Writes the summary.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="summary">What it found.</param>
    /// <param name="output">Where it goes.</param>
    public static void Write(Comparison comparison, ComparisonSummary summary, TextWriter output)
    {
        output.WriteLine($"# Losses for `{comparison.Dataset.TargetName}`");
        output.WriteLine();
        output.WriteLine(summary.Verdict);
        output.WriteLine();
        foreach (var table in ComparisonTables.Of(comparison.Dataset.Task, comparison.Options.Repeats, summary))
        {
            MarkdownTable.Write(table, output);
        }

        WriteList("Notes", ComparisonNotes.OfLosses(comparison, summary), output);
        WriteList("Data", ComparisonNotes.OfData(comparison.Dataset), output);
        WriteList("How it was run", ComparisonNotes.OfRun(comparison).Append($"Command: `{CommandText.Current}`"), output);
    }

    private static void WriteList(string title, IEnumerable<string> sentences, TextWriter output)
    {
        var items = sentences.ToArray();
        if (items.Length == 0)
        {
            return;
        }

        output.WriteLine($"## {title}");
        output.WriteLine();
        foreach (var item in items)
        {
            output.WriteLine($"- {item}");
        }

        output.WriteLine();
    }
}
