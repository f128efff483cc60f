using System.Globalization;
using System.Text;

namespace LossKit.Cli;

/// <summary>
/// Writes losses laid over each other as a page of its own: the pictures, the formulas from the cards, and a table of the numbers. It asks
/// for nothing from anywhere, and its policy forbids it to.
/// </summary>
internal static class HtmlOverlay
{
    // The steps between rows of the table: whichever gives rounder places.
    private static readonly int[] RowSteps = [20, 24];

    /// <summary>Writes the page.</summary>
    /// <param name="overlay">The losses.</param>
    /// <param name="quantities">What is shown of them.</param>
    /// <returns>The document.</returns>
    public static string Write(CurveOverlay overlay, IReadOnlyList<CurveQuantity> quantities)
    {
        var heading = string.Join(", ", overlay.Names);
        var body = new StringBuilder();
        body.Append($"<h1>{HtmlText.Escape(heading)}</h1>\n")
            .Append(PagePictures.Figure(overlay, quantities))
            .Append(PagePictures.Formulas(overlay.Cards))
            .Append("<h2>Numbers</h2>\n");
        foreach (var panel in overlay.Panels)
        {
            WriteTable(body, overlay.Curve, panel, quantities);
        }

        body.Append(CultureInfo.InvariantCulture, $"<p class=\"legend\">Made by losskit {BuildVersion.Version}.</p>");
        return new HtmlPage { Title = heading, Styles = PagePictures.Styles, Body = body.ToString() }.Write();
    }

    private static void WriteTable(StringBuilder page, LossCurve curve, OverlayPanel panel, IReadOnlyList<CurveQuantity> quantities)
    {
        var columns = panel.Series
            .SelectMany(series => quantities.Select(quantity => (series.Name, Line: series.Line(quantity))))
            .Where(column => column.Line is not null)
            .ToArray();
        var title = HtmlText.Escape(panel.Title.Length > 0 ? $"Numbers, {panel.Title}" : "Numbers");
        page.Append($"<div class=\"frame\" tabindex=\"0\" role=\"region\" aria-label=\"{title}\">\n<table class=\"numbers\">\n");
        if (panel.Title.Length > 0)
        {
            page.Append($"<caption>{HtmlText.Escape(panel.Title)}</caption>\n");
        }

        var axis = HtmlText.Escape(curve.Axis.Split([';', ','])[0]);
        page.Append($"<thead>\n<tr><th scope=\"col\" class=\"number\">{axis}</th>");
        foreach (var (name, line) in columns)
        {
            var words = quantities.Count > 1 ? $"{name}, {CurveNames.Of(line!.Quantity)}" : name;
            page.Append($"<th scope=\"col\" class=\"number\">{HtmlText.Escape(words)}</th>");
        }

        page.Append("</tr>\n</thead>\n<tbody>\n");
        var stride = RowSteps.FirstOrDefault(stride => IsRound(Place(curve, stride) - curve.From), RowSteps[0]);
        for (var step = 0; step <= CurvePicture.Steps; step += stride)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\" class=\"number\">{Number(Place(curve, step))}</th>");
            foreach (var (_, line) in columns)
            {
                page.Append(CultureInfo.InvariantCulture, $"<td class=\"number\">{Number(line!.Heights[step])}</td>");
            }

            page.Append("</tr>\n");
        }

        page.Append("</tbody>\n</table>\n</div>\n");
    }

    private static double Place(LossCurve curve, int step) => curve.From + ((curve.To - curve.From) * step / CurvePicture.Steps);

    private static bool IsRound(double width) => Math.Abs((width * 100) - Math.Round(width * 100)) < 1e-6;

    private static string Number(double number) => !double.IsFinite(number)
        ? "–"
        : (Math.Abs(number) < 1e-12 ? 0 : number).ToString("G6", CultureInfo.InvariantCulture).Replace('-', '−');
}
