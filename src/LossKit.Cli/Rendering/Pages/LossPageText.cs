namespace LossKit.Cli;

/// <summary>The page of a loss for a terminal or a pipe, at most 100 columns wide.</summary>
internal static class LossPageText
{
    private const int WidestLine = 100;
    private const int NarrowestLine = 60;
    private const int Indent = 2;
    private const int Gap = 2;
    private const int PictureHeight = 10;

    /// <summary>Gives the lines of a page.</summary>
    /// <param name="card">The loss's card.</param>
    /// <param name="text">The loss as it was asked for, with options.</param>
    /// <param name="terminal">The columns of the terminal.</param>
    /// <returns>The lines; those that are headings are marked.</returns>
    public static IReadOnlyList<PageLine> Lines(LossCard card, string text, int terminal)
    {
        var width = Math.Clamp(terminal, NarrowestLine, WidestLine);
        var lines = new List<PageLine> { PageLine.Heading($"{card.Title} ({card.Id})") };
        lines.AddRange(PageLine.Wrapped(card.Meaning, width, 0));
        lines.AddRange(PageLine.Wrapped($"Family: {Words.Of(card.Family)}.{AlsoCalled(card)}", width, 0));
        var sections = LossPage.Sections(card);
        AddSection(lines, sections[0], width);
        AddPicture(lines, text, WithOptions(card, text), width);
        foreach (var section in sections.Skip(1))
        {
            AddSection(lines, section, width);
        }

        return lines;
    }

    private static string AlsoCalled(LossCard card) =>
        card.Aliases.Count > 0 ? $" Also found as {string.Join(", ", card.Aliases)}." : string.Empty;

    // A sum has no options of its own: those in the text are of its terms.
    private static string WithOptions(LossCard card, string text) => (text.Split(':', 2), card.Options.Count) switch
    {
        ([_, _], 0) => $", of {text}",
        ([_, var options], _) => $", with {options.Replace(":", ", ", StringComparison.Ordinal)}",
        _ => string.Empty,
    };

    private static void AddPicture(List<PageLine> lines, string text, string options, int width)
    {
        if (CurvePicture.Of(text) is not { } picture)
        {
            return;
        }

        lines.Add(PageLine.Empty);
        lines.Add(PageLine.Heading("Curve"));
        lines.AddRange(PageLine.Wrapped($"Against the {picture.Curve.Axis}{options}. {picture.Curve.Held}".TrimEnd(), width, Indent));
        var half = (width - Gap) / 2;
        foreach (var panel in picture.Panels)
        {
            if (panel.Title.Length > 0)
            {
                lines.Add(PageLine.Heading(new string(' ', Indent) + panel.Title));
            }

            var value = BlockPicture.Draw(panel.Lines[0], picture.Curve, half, PictureHeight);
            var gradient = BlockPicture.Draw(panel.Lines[1], picture.Curve, half, PictureHeight);
            lines.AddRange(value.Zip(gradient, (left, right) => PageLine.Plain($"{left.PadRight(half + Gap)}{right}".TrimEnd())));
        }
    }

    private static void AddSection(List<PageLine> lines, PageSection section, int width)
    {
        lines.Add(PageLine.Empty);
        lines.Add(PageLine.Heading(section.Heading));
        if (section.Columns.Count == 0)
        {
            var isList = section.Rows.Count > 1;
            foreach (var (index, row) in section.Rows.Index())
            {
                var mark = isList ? $"{index + 1}. " : string.Empty;
                lines.AddRange(Hanging(mark, row[0], width));
            }

            return;
        }

        // The first columns stand in line; the last two are sentences and go below each other where they do not fit.
        var name = section.Rows.Max(row => row[0].Length) + Gap;
        foreach (var row in section.Rows)
        {
            var rest = section.Columns.Count > 2 ? Details(section, row) : row[1];
            lines.AddRange(Hanging(row[0].PadRight(name), rest, width));
        }
    }

    private static string Details(PageSection section, IReadOnlyList<string> row)
    {
        var filled = Enumerable.Range(1, row.Count - 1).Where(column => row[column].Length > 0);
        var cells = filled.Select(column => section.Columns[column] switch
        {
            "default" => $"= {row[column]}",
            "allowed" or "numbers" => $"({row[column]})",
            "reproduced by" => $"→ {row[column]}",
            "name there" or "role" => row[column] + (row[column + 1].Length > 0 ? ":" : string.Empty),
            _ => row[column],
        });
        return string.Join(' ', cells);
    }

    private static PageLine[] Hanging(string mark, string text, int width)
    {
        var indent = Indent + mark.Length;
        var wrapped = PageLine.Wrapped(text, width, indent).ToArray();
        wrapped[0] = PageLine.Plain(new string(' ', Indent) + mark + wrapped[0].Text[indent..]);
        return wrapped;
    }
}
