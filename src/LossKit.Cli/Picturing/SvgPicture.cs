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

    private const string Style = """
        <style>
          svg { color: #24292f; font: 12px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; }
          text { fill: currentColor; }
          .title { font-weight: 600; }
          .axis { stroke: currentColor; stroke-opacity: 0.55; fill: none; }
          .grid { stroke: currentColor; stroke-opacity: 0.12; fill: none; }
          .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
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
            .Append(CultureInfo.InvariantCulture, $"<title>{Escape(Title(card, picture))}</title>\n")
            .Append(Style).Append('\n');
        WriteLegend(svg, picture);
        foreach (var (index, panel) in picture.Panels.Index())
        {
            var left = Left + (index % columns * (panelWidth + Gap));
            var top = Top + (index / columns * (Top + PanelHeight + Bottom));
            WritePanel(svg, new(left, top, panelWidth, range, picture.Curve), panel, index);
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

    private static void WritePanel(StringBuilder svg, Frame frame, CurvePanel panel, int index)
    {
        var (left, top, right, bottom) = (frame.Left, frame.Top, frame.Left + frame.Width, frame.Top + PanelHeight);
        var middle = left + (frame.Width / 2);
        var vertical = Ticks.Of(frame.Range.Low, frame.Range.High, 6);
        foreach (var tick in vertical.Numbers)
        {
            var (y, baseline) = (frame.Y(tick), Tenths(frame.Height(tick) + 4));
            svg.Append($"<path class=\"{(tick == 0 ? "axis" : "grid")}\" d=\"M{left} {y}H{right}\"/>")
                .Append($"<text x=\"{left - 6}\" y=\"{baseline}\" text-anchor=\"end\">{vertical.Label(tick)}</text>\n");
        }

        var horizontal = Ticks.Of(frame.Curve.From, frame.Curve.To, frame.Width > 300 ? 8 : 4);
        foreach (var tick in horizontal.Numbers)
        {
            var x = frame.X(tick);
            svg.Append($"<path class=\"{(tick == 0 ? "axis" : "grid")}\" d=\"M{x} {top}V{bottom}\"/>")
                .Append($"<text x=\"{x}\" y=\"{bottom + 16}\" text-anchor=\"middle\">{horizontal.Label(tick)}</text>\n");
        }

        svg.Append($"<path class=\"axis\" d=\"M{left} {top}V{bottom}H{right}\"/>\n");
        svg.Append($"<text x=\"{middle}\" y=\"{bottom + 36}\" text-anchor=\"middle\">{Escape(AxisWords(frame))}</text>\n");
        if (panel.Title.Length > 0)
        {
            svg.Append($"<text class=\"title\" x=\"{middle}\" y=\"{top - 8}\" text-anchor=\"middle\">{Escape(panel.Title)}</text>\n");
        }

        svg.Append($"<clipPath id=\"panel{index}\"><path d=\"M{left} {top}H{right}V{bottom}H{left}Z\"/></clipPath>\n")
            .Append($"<g clip-path=\"url(#panel{index})\">\n");
        foreach (var line in panel.Lines.Reverse())
        {
            if (SvgPath.Of(line.Heights, frame.Left, frame.Width, frame.Height) is { Length: > 0 } path)
            {
                svg.Append($"<path class=\"line {Words.Of(line.Quantity)}\" d=\"{path}\"/>\n");
            }
        }

        svg.Append("</g>\n");
    }

    // What follows a comma or semicolon is said below the picture where there is no room.
    private static string AxisWords(Frame frame) =>
        frame.Width > 300 ? frame.Curve.Axis : frame.Curve.Axis.Split([';', ','])[0];

    private static string Tenths(double number) => Math.Round(Math.Round(number, 6), 1).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private readonly record struct Frame(int Left, int Top, int Width, PictureRange Range, LossCurve Curve)
    {
        public string X(double place) => Tenths(Left + ((place - Curve.From) / (Curve.To - Curve.From) * Width));

        public string Y(double number) => Tenths(Height(number));

        public double Height(double number) => Top + ((1 - Range.Share(number)) * PanelHeight);
    }
}
