namespace LossKit.Cli;

/// <summary>A part of a loss's page: rows of texts under a heading.</summary>
/// <param name="Heading">What it is about.</param>
/// <param name="Columns">What stands in the columns; a section of plain sentences has none.</param>
/// <param name="Rows">The rows, a text for each column; a single text where there are no columns.</param>
internal sealed record PageSection(string Heading, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Gives a section of sentences.</summary>
    /// <param name="heading">What it is about.</param>
    /// <param name="sentences">The sentences.</param>
    /// <returns>The section.</returns>
    public static PageSection Of(string heading, params IEnumerable<string> sentences) =>
        new(heading, [], [.. sentences.Select(sentence => (IReadOnlyList<string>)[sentence])]);
}
