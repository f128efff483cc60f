using System.Globalization;
using System.Text;

namespace LossKit.Cli;

/// <summary>Where a panel of curves stands in an SVG picture, and how its axes and lines are written there.</summary>
/// <param name="Left">Its left edge.</param>
/// <param name="Top">Its upper edge.</param>
/// <param name="Width">Its width.</param>
/// <param name="PanelHeight">Its height.</param>
/// <param name="Range">From where to where the heights go.</param>
/// <param name="Curve">The path, whose number is the horizontal axis.</param>
internal readonly record struct SvgFrame(int Left, int Top, int Width, int PanelHeight, PictureRange Range, LossCurve Curve)
{
    /// <summary>The style of text, axes and lines that all pictures share.</summary>
    public const string Style = """
          svg { color: #24292f; font: 12px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; }
          text { fill: currentColor; }
          .title { font-weight: 600; }
          .axis { stroke: currentColor; stroke-opacity: 0.55; fill: none; }
          .grid { stroke: currentColor; stroke-opacity: 0.12; fill: none; }
          .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
        """;

    // Narrower panels have fewer ticks and shorter words.
    private const int Wide = 300;

    private int RightEdge => Left + Width;

    private int BottomEdge => Top + PanelHeight;

    // What follows a comma or semicolon is said below the picture where there is no room.
    private string AxisWords => Width > Wide ? Curve.Axis : Curve.Axis.Split([';', ','])[0];

    /// <summary>Escapes a text for the content of an element and for an attribute in double quotes.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text as markup.</returns>
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);

    /// <summary>Writes grid, ticks, axes, the words below and the title above.</summary>
    /// <param name="svg">Where they go.</param>
    /// <param name="title">The title; empty for none.</param>
    public void WriteAxes(StringBuilder svg, string title)
    {
        var vertical = Ticks.Of(Range.Low, Range.High, 6);
        foreach (var tick in vertical.Numbers)
        {
            var (y, baseline) = (Y(tick), Tenths(Height(tick) + 4));
            svg.Append($"<path class=\"{(tick == 0 ? "axis" : "grid")}\" d=\"M{Left} {y}H{RightEdge}\"/>")
                .Append($"<text x=\"{Left - 6}\" y=\"{baseline}\" text-anchor=\"end\">{vertical.Label(tick)}</text>\n");
        }

        var horizontal = Ticks.Of(Curve.From, Curve.To, Width > Wide ? 8 : 4);
        foreach (var tick in horizontal.Numbers)
        {
            var x = X(tick);
            svg.Append($"<path class=\"{(tick == 0 ? "axis" : "grid")}\" d=\"M{x} {Top}V{BottomEdge}\"/>")
                .Append($"<text x=\"{x}\" y=\"{BottomEdge + 16}\" text-anchor=\"middle\">{horizontal.Label(tick)}</text>\n");
        }

        var middle = Left + (Width / 2);
        svg.Append($"<path class=\"axis\" d=\"M{Left} {Top}V{BottomEdge}H{RightEdge}\"/>\n")
            .Append($"<text x=\"{middle}\" y=\"{BottomEdge + 36}\" text-anchor=\"middle\">{Escape(AxisWords)}</text>\n");
        if (title.Length > 0)
        {
            svg.Append($"<text class=\"title\" x=\"{middle}\" y=\"{Top - 8}\" text-anchor=\"middle\">{Escape(title)}</text>\n");
        }
    }

    /// <summary>Opens a group that shows nothing outside the panel; the caller closes it.</summary>
    /// <param name="svg">Where it goes.</param>
    /// <param name="index">The panel's place among those of the picture.</param>
    public void OpenClip(StringBuilder svg, int index) =>
        svg.Append($"<clipPath id=\"panel{index}\"><path d=\"M{Left} {Top}H{RightEdge}V{BottomEdge}H{Left}Z\"/></clipPath>\n")
            .Append($"<g clip-path=\"url(#panel{index})\">\n");

    /// <summary>Writes a line, where it has anything to show.</summary>
    /// <param name="svg">Where it goes.</param>
    /// <param name="heights">Its numbers at equal steps along the axis.</param>
    /// <param name="classes">The classes that style it, beside that of all lines.</param>
    public void WriteLine(StringBuilder svg, double[] heights, string classes)
    {
        if (SvgPath.Of(heights, Left, Width, Height) is { Length: > 0 } path)
        {
            svg.Append($"<path class=\"line {classes}\" d=\"{path}\"/>\n");
        }
    }

    private static string Tenths(double number) => Math.Round(Math.Round(number, 6), 1).ToString("0.#", CultureInfo.InvariantCulture);

    private string X(double place) => Tenths(Left + ((place - Curve.From) / (Curve.To - Curve.From) * Width));

    private string Y(double number) => Tenths(Height(number));

    private double Height(double number) => Top + ((1 - Range.Share(number)) * PanelHeight);
}
