using System.Globalization;
using System.Text;

namespace LossKit.Cli;

/// <summary>
/// Writes a landscape's contours as SVG for a page, whose style they take: the lower, the stronger and the thicker, in one colour, which
/// every colour vision orders.
/// </summary>
internal static class ContourPicture
{
    private const int Contours = 12;
    private const int Left = 56;
    private const int Top = 12;
    private const int Side = 420;
    private const int Right = 16;
    private const int Bottom = 48;

    /// <summary>Writes the picture.</summary>
    /// <param name="landscape">The landscape.</param>
    /// <returns>The document.</returns>
    public static string Write(Landscape landscape)
    {
        var (width, height) = (Left + Side + Right, Top + Side + Bottom);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" ")
            .Append(CultureInfo.InvariantCulture, $"width=\"{width}\" height=\"{height}\" role=\"img\">\n")
            .Append(CultureInfo.InvariantCulture, $"<title>{SvgFrame.Escape(landscape.Title)}: contours</title>\n");
        var frame = new Frame(landscape.Horizontal.Length - 1, landscape.Vertical.Length - 1);
        WriteAxes(svg, landscape, frame);
        var levels = ContourLines.Levels(landscape, Contours);
        foreach (var (index, level) in levels.Index())
        {
            // From 2.4 and opaque at the lowest to 0.8 and faint at the highest.
            var share = (double)index / (Contours - 1);
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"contour\" stroke-width=\"{2.4 - (1.6 * share):0.##}\" ")
                .Append(CultureInfo.InvariantCulture, $"stroke-opacity=\"{1 - (0.6 * share):0.##}\" d=\"");
            foreach (var piece in ContourLines.At(landscape.Heights, level))
            {
                svg.Append($"M{frame.X(piece.FromX)} {frame.Y(piece.FromY)}L{frame.X(piece.ToX)} {frame.Y(piece.ToY)}");
            }

            svg.Append(CultureInfo.InvariantCulture, $"\"><title>{level.ToString("G3", CultureInfo.InvariantCulture)}</title></path>\n");
        }

        var (x, y) = LowestPlace(landscape.Heights);
        return svg.Append($"<circle class=\"lowest\" cx=\"{frame.X(x)}\" cy=\"{frame.Y(y)}\" r=\"5\"/>\n</svg>\n").ToString();
    }

    /// <summary>Says how to read the picture.</summary>
    /// <param name="landscape">The landscape.</param>
    /// <returns>The sentences.</returns>
    public static string Legend(Landscape landscape)
    {
        var levels = ContourLines.Levels(landscape, Contours);
        return $"Contours: from {ReportNumber.Of(levels[0])} to {ReportNumber.Of(levels[^1])}, at equal factors above the least value, "
            + $"{ReportNumber.Of(landscape.Least)}, which the dot marks; the lower, the thicker.";
    }

    private static void WriteAxes(StringBuilder svg, Landscape landscape, Frame frame)
    {
        var horizontal = Ticks.Of(landscape.Horizontal[0], landscape.Horizontal[^1], 8);
        foreach (var tick in horizontal.Numbers)
        {
            var x = frame.X(PlaceOf(tick, landscape.Horizontal));
            svg.Append($"<path class=\"grid\" d=\"M{x} {Top}v{Side}\"/>")
                .Append($"<text x=\"{x}\" y=\"{Top + Side + 16}\" text-anchor=\"middle\">{horizontal.Label(tick)}</text>\n");
        }

        var vertical = Ticks.Of(landscape.Vertical[0], landscape.Vertical[^1], 8);
        foreach (var tick in vertical.Numbers)
        {
            var place = PlaceOf(tick, landscape.Vertical);
            svg.Append($"<path class=\"grid\" d=\"M{Left} {frame.Y(place)}h{Side}\"/>")
                .Append($"<text x=\"{Left - 6}\" y=\"{frame.Y(place)}\" dominant-baseline=\"middle\" ")
                .Append($"text-anchor=\"end\">{vertical.Label(tick)}</text>\n");
        }

        var (middleX, middleY) = (Left + (Side / 2), Top + (Side / 2));
        svg.Append($"<path class=\"axis\" d=\"M{Left} {Top}v{Side}h{Side}\"/>\n")
            .Append($"<text x=\"{middleX}\" y=\"{Top + Side + 38}\" text-anchor=\"middle\">")
            .Append($"{SvgFrame.Escape(landscape.HorizontalName)}</text>\n")
            .Append($"<text transform=\"rotate(-90 14 {middleY})\" x=\"14\" y=\"{middleY}\" text-anchor=\"middle\">")
            .Append($"{SvgFrame.Escape(landscape.VerticalName)}</text>\n");
    }

    private static (int X, int Y) LowestPlace(double[][] heights)
    {
        var (lowest, place) = (double.PositiveInfinity, (X: 0, Y: 0));
        foreach (var (y, row) in heights.Index())
        {
            foreach (var (x, height) in row.Index())
            {
                (lowest, place) = height < lowest ? (height, (x, y)) : (lowest, place);
            }
        }

        return place;
    }

    private static double PlaceOf(double number, double[] places) => (number - places[0]) / (places[^1] - places[0]) * (places.Length - 1);

    private readonly record struct Frame(int LastX, int LastY)
    {
        public string X(double place) => Tenths(Left + (place / LastX * Side));

        public string Y(double place) => Tenths(Top + ((1 - (place / LastY)) * Side));

        private static string Tenths(double number) => Math.Round(Math.Round(number, 6), 1).ToString("0.#", CultureInfo.InvariantCulture);
    }
}
