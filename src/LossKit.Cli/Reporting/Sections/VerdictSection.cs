namespace LossKit.Cli;

/// <summary>What to use and why, and what was compared.</summary>
internal static class VerdictSection
{
    /// <summary>Writes the section.</summary>
    /// <param name="source">The saved results.</param>
    /// <param name="body">Where it goes.</param>
    public static void Write(ReportSource source, ReportBody body)
    {
        var (results, request, split) = (source.Results, source.Results.Request, source.Results.Split);
        var head = new HtmlText().Element("h1", $"Which loss for `{request.Target}`?").Element("p class=\"verdict\"", results.Verdict);
        body.Markup($"<header>\n{head}</header>");
        body.Say(
            $"{ComparisonNotes.Count(results.Losses.Count, "loss", "losses")} trained the same model, "
            + $"{ComparisonNotes.ModelWords(request.Model)}, on "
            + $"{ComparisonNotes.Count(results.Data.RowsUsed, "row")} with "
            + $"{ComparisonNotes.Count(results.Data.Features.Count, "feature")}; "
            + $"{ComparisonNotes.Count(request.Repeats, "repeat")} of {split.Training} training, {split.Validation} validation and "
            + $"{split.Test} test rows. "
            + "In a repeat every loss starts from the same weights and sees the same batches.");
        body.List(
            results.Losses.Where(loss => loss.Note.Length > 0).Select(loss => $"`{loss.Loss}`: {loss.Note}")
                .Concat(source.Summary.Contenders.SelectMany(loss =>
                    loss.Failures.Select(failure => $"`{loss.Loss}` stopped in {failure}"))));
    }
}
