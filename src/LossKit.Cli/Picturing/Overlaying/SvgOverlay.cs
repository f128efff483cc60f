using System.Globalization;
using System.Text;

namespace LossKit.Cli;

/// <summary>
/// Writes losses laid over each other as SVG: a column for each quantity, a row for each case, and the legend above. Colours are those of
/// Okabe and Ito, which readers of every colour vision tell apart, and each has its dashes too.
/// </summary>
internal static class SvgOverlay
{
    /// <summary>The style of all these pictures.</summary>
    public const string Style = $$"""

        {{SvgFrame.Style}}
          svg { color-scheme: light dark; }
          .line { stroke-width: 2.4; }
          .s0 { stroke: #0072b2; }
          .s1 { stroke: #d55e00; stroke-dasharray: 9 3; }
          .s2 { stroke: #009e73; stroke-dasharray: 3 3; }
          .s3 { stroke: #c2669a; stroke-dasharray: 9 3 2 3; }
          .s4 { stroke: #b87f00; stroke-dasharray: 14 4; }
          .s5 { stroke: #3a8fc4; stroke-dasharray: 6 2 2 2 2 2; }
          .s6 { stroke: currentColor; stroke-dasharray: 2 4; }
          .s7 { stroke: #0072b2; stroke-dasharray: 9 3 2 3; }
          .s8 { stroke: #d55e00; stroke-dasharray: 3 3; }
          .s9 { stroke: #009e73; stroke-dasharray: 14 4; }
          .s10 { stroke: #c2669a; stroke-dasharray: 9 3; }
          .s11 { stroke: currentColor; }
          @media screen and (prefers-color-scheme: dark) {
            svg { color: #d1d7e0; }
            .s0, .s7 { stroke: #56b4e9; }
            .s1, .s8 { stroke: #ff8a3d; }
            .s2, .s9 { stroke: #1fc79b; }
            .s3, .s10 { stroke: #cc79a7; }
            .s4 { stroke: #e69f00; }
            .s5 { stroke: #f0e442; }
          }

        """;

    // Each style is a colour with dashes; cases may double the lines of the most losses.
    private const int Styles = 12;

    private const int PanelHeight = 260;
    private const int Left = 56;
    private const int Gap = 52;
    private const int Right = 16;
    private const int PanelTop = 30;
    private const int Bottom = 48;
    private const int LegendRow = 20;
    private const int LegendSample = 34;
    private const int LetterWidth = 7;

    // Wide where there is one column, narrower where there are more; the narrowest fits a telephone.
    private static readonly int[] PanelWidths = [480, 380, 302];

    /// <summary>Writes a picture that is a file of its own.</summary>
    /// <param name="overlay">The losses.</param>
    /// <param name="quantities">What is shown of them, a column each.</param>
    /// <returns>The document.</returns>
    public static string Write(CurveOverlay overlay, IReadOnlyList<CurveQuantity> quantities)
    {
        var panelWidth = PanelWidths[quantities.Count - 1];
        var legend = new StringBuilder();
        var legendHeight = WriteLegend(legend, overlay.Names, WidthOf(quantities.Count, panelWidth));
        return Document(overlay, quantities, panelWidth, legendHeight, $"<style>{Style}</style>\n{legend}", 0);
    }

    /// <summary>Writes a picture that is part of a page, which has the style and the legend, and may be narrow.</summary>
    /// <param name="overlay">The losses.</param>
    /// <param name="quantity">What is shown of them.</param>
    /// <param name="place">The place of the picture among those of the page.</param>
    /// <returns>The picture.</returns>
    public static string Part(CurveOverlay overlay, CurveQuantity quantity, int place) =>
        Document(overlay, [quantity], PanelWidths[^1], 0, string.Empty, place * overlay.Panels.Count);

    /// <summary>Says what a picture shows, for those who cannot see it.</summary>
    /// <param name="overlay">The losses.</param>
    /// <param name="quantities">What is shown of them.</param>
    /// <returns>The words.</returns>
    public static string Title(CurveOverlay overlay, IReadOnlyList<CurveQuantity> quantities) =>
        $"{string.Join(", ", overlay.Names)}: {string.Join(", ", quantities.Select(CurveNames.Of))} against the {overlay.Curve.Axis}";

    /// <summary>Gives the class of a line.</summary>
    /// <param name="index">The place of its loss.</param>
    /// <returns>The class.</returns>
    public static string ClassOf(int index) => $"s{(index % Styles).ToString(CultureInfo.InvariantCulture)}";

    private static int WidthOf(int columns, int panelWidth) => Left + (columns * panelWidth) + ((columns - 1) * Gap) + Right;

    private static string Document(
        CurveOverlay overlay, IReadOnlyList<CurveQuantity> quantities, int panelWidth, int top, string head, int firstPanel)
    {
        var width = WidthOf(quantities.Count, panelWidth);
        var rowHeight = PanelTop + PanelHeight + Bottom;
        var height = top + (overlay.Panels.Count * rowHeight);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" ")
            .Append(CultureInfo.InvariantCulture, $"width=\"{width}\" height=\"{height}\" role=\"img\">\n")
            .Append(CultureInfo.InvariantCulture, $"<title>{SvgFrame.Escape(Title(overlay, quantities))}</title>\n{head}");
        var panelIndex = firstPanel;
        foreach (var (row, panel) in overlay.Panels.Index())
        {
            foreach (var (column, quantity) in quantities.Index())
            {
                var left = Left + (column * (panelWidth + Gap));
                var panelTop = top + (row * rowHeight) + PanelTop;
                var frame = new SvgFrame(left, panelTop, panelWidth, PanelHeight, overlay.RangeOf(quantity), overlay.Curve);
                WritePanel(svg, frame, panel, quantity, panelIndex++);
            }
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static int WriteLegend(StringBuilder svg, IReadOnlyList<string> names, int width)
    {
        var (x, y) = (Left, 16);
        foreach (var (index, name) in names.Index())
        {
            var needed = LegendSample + (LetterWidth * name.Length) + LegendRow;
            if (x > Left && x + needed > width)
            {
                (x, y) = (Left, y + LegendRow);
            }

            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"line {ClassOf(index)}\" d=\"M{x} {y - 4}h28\"/>")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{x + LegendSample}\" y=\"{y}\">{SvgFrame.Escape(name)}</text>\n");
            x += needed;
        }

        return y + 6;
    }

    private static void WritePanel(StringBuilder svg, SvgFrame frame, OverlayPanel panel, CurveQuantity quantity, int index)
    {
        var title = panel.Title.Length > 0 ? $"{CurveNames.Of(quantity)}, {panel.Title}" : CurveNames.Of(quantity);
        frame.WriteAxes(svg, title);
        frame.OpenClip(svg, index);

        // The first loss is drawn last: it lies on top.
        foreach (var (place, series) in panel.Series.Index().Reverse())
        {
            if (series.Line(quantity) is { } line)
            {
                frame.WriteLine(svg, line.Heights, ClassOf(place));
            }
        }

        svg.Append("</g>\n");
    }
}
