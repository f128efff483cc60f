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

    private const string Style = """

          :root { color-scheme: light dark; }
          body { font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif;
            max-width: 76rem; margin: 0 auto; padding: 1rem; color: #24292f; background: #ffffff; }
          h1 { font-size: 1.4rem; }
          h2 { font-size: 1.1rem; margin-top: 2rem; }
          figure { display: flex; flex-wrap: wrap; gap: 1rem; margin: 1rem 0; }
          figure svg { max-width: 100%; height: auto; }
          .scroll { overflow-x: auto; }
          table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 0.9rem; }
          th, td { padding: 0.15rem 0.7rem; text-align: right; border-bottom: 1px solid #8884; white-space: nowrap; }
          dt { font-weight: 600; }
          dd { margin: 0 0 0.6rem 1rem; }
          code { font-family: ui-monospace, "SF Mono", Consolas, monospace; overflow-wrap: anywhere; }
          @media (prefers-color-scheme: dark) { body { color: #d1d7e0; background: #151b23; } }
          @media print { body { max-width: none; } figure svg { break-inside: avoid; } }

        """;

    /// <summary>Writes the page.</summary>
    /// <param name="overlay">The losses.</param>
    /// <param name="quantities">What is shown of them.</param>
    /// <returns>The document.</returns>
    public static string Write(CurveOverlay overlay, IReadOnlyList<CurveQuantity> quantities)
    {
        var heading = HtmlText.Escape(string.Join(", ", overlay.Names));
        var policy = $"default-src 'none'; style-src {InlineHash.Of(Style)} {InlineHash.Of(SvgOverlay.Style)}; "
            + "base-uri 'none'; form-action 'none'";
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append(CultureInfo.InvariantCulture, $"<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append(CultureInfo.InvariantCulture, $"<title>{heading}</title>\n<style>{Style}</style>\n</head>\n<body>\n<main>\n")
            .Append(CultureInfo.InvariantCulture, $"<h1>{heading}</h1>\n")
            .Append($"<p>Against the {HtmlText.Escape(overlay.Curve.Axis)}. {HtmlText.Escape(overlay.Curve.Held)}</p>\n<figure>\n");
        foreach (var (index, quantity) in quantities.Index())
        {
            page.Append(SvgOverlay.Write(overlay, [quantity], index * overlay.Panels.Count));
        }

        page.Append("</figure>\n");
        WriteFormulas(page, overlay);
        page.Append("<h2>Numbers</h2>\n");
        foreach (var panel in overlay.Panels)
        {
            WriteTable(page, overlay.Curve, panel, quantities);
        }

        return page.Append($"<p>Made by losskit {BuildVersion.Version}.</p>\n</main>\n</body>\n</html>\n").ToString();
    }

    private static void WriteFormulas(StringBuilder page, CurveOverlay overlay)
    {
        page.Append("<h2>Formulas</h2>\n<dl>\n");
        foreach (var card in overlay.Cards)
        {
            page.Append(CultureInfo.InvariantCulture, $"<dt>{HtmlText.Escape(card.Title)}</dt>\n")
                .Append(CultureInfo.InvariantCulture, $"<dd><code>{HtmlText.Escape(card.Formula)}</code><br>gradient: ")
                .Append(CultureInfo.InvariantCulture, $"<code>{HtmlText.Escape(card.Gradient)}</code></dd>\n");
        }

        page.Append("</dl>\n");
    }

    private static void WriteTable(StringBuilder page, LossCurve curve, OverlayPanel panel, IReadOnlyList<CurveQuantity> quantities)
    {
        var columns = panel.Series
            .SelectMany(series => quantities.Select(quantity => (series.Name, Line: series.Line(quantity))))
            .Where(column => column.Line is not null)
            .ToArray();
        page.Append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Numbers\">\n<table>\n");
        if (panel.Title.Length > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"<caption>{HtmlText.Escape(panel.Title)}</caption>\n");
        }

        var axis = HtmlText.Escape(curve.Axis.Split([';', ','])[0]);
        page.Append(CultureInfo.InvariantCulture, $"<thead>\n<tr><th scope=\"col\">{axis}</th>");
        foreach (var (name, line) in columns)
        {
            var words = quantities.Count > 1 ? $"{name}, {CurveNames.Of(line!.Quantity)}" : name;
            page.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{HtmlText.Escape(words)}</th>");
        }

        page.Append("</tr>\n</thead>\n<tbody>\n");
        var stride = RowSteps.FirstOrDefault(stride => IsRound(Place(curve, stride) - curve.From), RowSteps[0]);
        for (var step = 0; step <= CurvePicture.Steps; step += stride)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Number(Place(curve, step))}</th>");
            foreach (var (_, line) in columns)
            {
                page.Append(CultureInfo.InvariantCulture, $"<td>{Number(line!.Heights[step])}</td>");
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
