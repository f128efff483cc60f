using System.Text;

namespace LossKit.Cli;

/// <summary>The decision tree of <c>losskit recommend</c> as the tables of docs/choosing.md, so that page and rules cannot disagree.</summary>
internal static class DecisionTreeMarkdown
{
    private static readonly (AdviceTask Task, string Title)[] Branches =
    [
        (AdviceTask.Regression, "A number"),
        (AdviceTask.Binary, "One of two classes"),
        (AdviceTask.Multiclass, "One of several classes"),
        (AdviceTask.MultiLabel, "Several labels at once"),
        (AdviceTask.Distributions, "Distributions and teachers"),
        (AdviceTask.Embeddings, "Embeddings"),
        (AdviceTask.Segmentation, "Regions of images"),
        (AdviceTask.Boxes, "Boxes"),
        (AdviceTask.Sequences, "Sequences"),
        (AdviceTask.Generative, "Generating"),
        (AdviceTask.SeveralTasks, "Several tasks, and order"),
    ];

    /// <summary>Gives the tree.</summary>
    /// <returns>The Markdown: a section with a table for each task.</returns>
    public static string Write()
    {
        var page = new StringBuilder();
        foreach (var (task, title) in Branches)
        {
            page.Append(page.Length > 0 ? "\n" : string.Empty).Append($"### {title}\n\n`--task {Words.Of(task)}`\n\n");
            page.Append(MarkdownText.Line(["rule", "fires when", "loss", "why", "otherwise"])).Append(MarkdownText.Line(Enumerable.Repeat("---", 5)));
            foreach (var rule in DecisionTree.Rules(task))
            {
                page.Append(MarkdownText.Line(
                [
                    $"`{rule.Name}`",
                    When(rule),
                    Named(rule.Choice),
                    MarkdownText.Escape(rule.Choice.Reason),
                    string.Join("; ", rule.Alternatives.Select(choice => $"{Named(choice)} where {MarkdownText.Escape(choice.Reason)}")),
                ]));
            }
        }

        return page.ToString();
    }

    private static string When(AdviceRule rule)
    {
        var when = MarkdownText.Escape(rule.When);
        return rule.AsksFor switch
        {
            [] => when,
            [var said] when string.Equals(Words.Of(said), rule.Name, StringComparison.Ordinal) && rule.IsSaidOnly => $"said: {when}",
            _ => $"{when}; or said: {string.Join(", ", rule.AsksFor.Select(said => $"`{Words.Of(said)}`"))}",
        };
    }

    private static string Named(LossChoice choice) =>
        Link(choice.Text)
        + (choice.Beside is { } beside ? $" with {Link(beside)}" : string.Empty)
        + (choice.Weighting == ClassWeighting.Balanced ? " with class weights" : string.Empty)
        + (choice.Fitted is not null ? " (options from the data)" : string.Empty);

    // A sum has no page of its own.
    private static string Link(string text) => text.Contains('+', StringComparison.Ordinal)
        ? $"[`{text}`](combining.md)"
        : $"[`{text}`](losses/{LossCatalog.Parse(text).Card.Id}.md)";
}
