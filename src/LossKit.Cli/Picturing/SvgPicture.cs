using System.Globalization;
using System.Text;

namespace LossKit.Cli;

/// <summary>
/// Writes a picture as SVG: panels side by side with the same heights, axes with ticks, a legend. Colours follow the reader's light or
/// dark mode, and lines differ in their dashes too. Coordinates are rounded to a tenth, so every machine writes the same bytes.
/// </summary>
internal static class SvgPicture
{
    private const int PanelHeight = 240;
    private const int Left = 52;
    private const int Gap = 46;
    private const int Right = 14;
    private const int Top = 54;
    private const int Bottom = 46;

    // Wide where there is one panel, narrower where there are more; a page shows about 830 pixels.
    private static readonly int[] PanelWidths = [520, 340, 226];

    private const string Style = $$"""
        <style>
        {{SvgFrame.Style}}
          .value { stroke: #0969da; }
          .gradient { stroke: #bc4c00; stroke-dasharray: 7 3; }
          .hessian { stroke: #1a7f37; stroke-dasharray: 2 3; }
          @media (prefers-color-scheme: dark) {
            svg { color: #d1d7e0; }
            .value { stroke: #6cb6ff; }
            .gradient { stroke: #f69d50; }
            .hessian { stroke: #6bc46d; }
          }
        </style>
        """;

    /// <summary>Writes a picture.</summary>
    /// <param name="card">The loss's card.</param>
    /// <param name="picture">The picture.</param>
    /// <returns>The document.</returns>
    public static string Write(LossCard card, CurvePicture picture)
    {
        var columns = picture.Panels.Count switch { 4 => 2, > 2 => 3, var few => few };
        var panelWidth = PanelWidths[columns - 1];
        var rows = (picture.Panels.Count + columns - 1) / columns;
        var width = Left + (columns * panelWidth) + ((columns - 1) * Gap) + Right;
        var height = rows * (Top + PanelHeight + Bottom);
        var range = PictureRange.Of(picture.Panels.SelectMany(panel => panel.Lines));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" ")
            .Append(CultureInfo.InvariantCulture, $"width=\"{width}\" height=\"{height}\" role=\"img\">\n")
            .Append(CultureInfo.InvariantCulture, $"<title>{SvgFrame.Escape(Title(card, picture))}</title>\n")
            .Append(Style).Append('\n');
        WriteLegend(svg, picture);
        foreach (var (index, panel) in picture.Panels.Index())
        {
            var left = Left + (index % columns * (panelWidth + Gap));
            var top = Top + (index / columns * (Top + PanelHeight + Bottom));
            WritePanel(svg, new(left, top, panelWidth, PanelHeight, range, picture.Curve), panel, index);
        }

        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Says what a picture shows, for those who cannot see it.</summary>
    /// <param name="card">The loss's card.</param>
    /// <param name="picture">The picture.</param>
    /// <returns>The words.</returns>
    public static string Title(LossCard card, CurvePicture picture) =>
        $"{card.Title}: value and derivatives against the {picture.Curve.Axis}";

    private static void WriteLegend(StringBuilder svg, CurvePicture picture)
    {
        var x = Left;
        foreach (var quantity in picture.Panels[0].Lines.Select(line => line.Quantity))
        {
            var name = Words.Of(quantity);
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"line {name}\" d=\"M{x} 14h28\"/>")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{x + 34}\" y=\"18\">{CurveNames.Of(quantity)}</text>\n");
            x += 112;
        }
    }

    private static void WritePanel(StringBuilder svg, SvgFrame frame, CurvePanel panel, int index)
    {
        frame.WriteAxes(svg, panel.Title);
        frame.OpenClip(svg, index);
        foreach (var line in panel.Lines.Reverse())
        {
            frame.WriteLine(svg, line.Heights, Words.Of(line.Quantity));
        }

        svg.Append("</g>\n");
    }
}
