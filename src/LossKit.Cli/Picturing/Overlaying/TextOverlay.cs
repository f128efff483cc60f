namespace LossKit.Cli;

/// <summary>
/// Draws losses laid over each other in characters: a mark for each loss, and by columns in turn where they lie on each other.
/// </summary>
internal static class TextOverlay
{
    private const string Marks = "●○▲△■□◆◇▼▽★☆";
    private const int Height = 14;

    /// <summary>Draws the losses.</summary>
    /// <param name="overlay">The losses.</param>
    /// <param name="quantities">What is shown of them, a drawing each.</param>
    /// <param name="width">The characters of a row.</param>
    /// <returns>The lines; those that are headings are marked.</returns>
    public static IReadOnlyList<PageLine> Lines(CurveOverlay overlay, IReadOnlyList<CurveQuantity> quantities, int width)
    {
        var lines = new List<PageLine> { PageLine.Heading($"Against the {overlay.Curve.Axis}") };
        if (overlay.Curve.Held.Length > 0)
        {
            lines.AddRange(PageLine.Wrapped(overlay.Curve.Held, width, 0));
        }

        lines.AddRange(Legend(overlay.Names));
        foreach (var panel in overlay.Panels)
        {
            lines.Add(PageLine.Empty);
            if (panel.Title.Length > 0)
            {
                lines.Add(PageLine.Heading(panel.Title));
            }

            foreach (var quantity in quantities.Where(quantity => panel.Series.Any(series => series.Line(quantity) is not null)))
            {
                lines.AddRange(Draw(overlay, panel, quantity, width).Select(PageLine.Plain));
            }
        }

        return lines;
    }

    private static IEnumerable<PageLine> Legend(IReadOnlyList<string> names) => names.Count == 1
        ? [PageLine.Plain(names[0])]
        : names.Select((name, index) => PageLine.Plain($"{MarkOf(index)} {name}"));

    private static string[] Draw(CurveOverlay overlay, OverlayPanel panel, CurveQuantity quantity, int width)
    {
        if (panel.Series is [var only])
        {
            return BlockPicture.Draw(only.Line(quantity)!, overlay.Curve, width, Height);
        }

        var range = overlay.RangeOf(quantity);
        var columns = TextFrame.Columns(width);
        var drawn = panel.Series
            .Select((series, index) => (Mark: MarkOf(index), Line: series.Line(quantity)))
            .Where(series => series.Line is not null)
            .Select(series => (series.Mark, Dots: BlockDots.Of(series.Line!.Heights, range, columns * 2, Height * 2)))
            .ToArray();
        return TextFrame.Draw(CurveNames.Of(quantity), range, overlay.Curve, width, Height, (row, column) =>
        {
            var here = Array.FindAll(drawn, line => IsThere(line.Dots, row, column));
            return here.Length == 0 ? ' ' : here[column % here.Length].Mark;
        });
    }

    private static bool IsThere(bool[,] dots, int row, int column)
    {
        var (y, x) = (row * 2, column * 2);
        return dots[y, x] || dots[y, x + 1] || dots[y + 1, x] || dots[y + 1, x + 1];
    }

    private static char MarkOf(int index) => Marks[index % Marks.Length];
}
