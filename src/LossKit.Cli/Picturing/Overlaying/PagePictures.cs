using System.Text;

namespace LossKit.Cli;

/// <summary>
/// Losses laid over each other as parts of a page: a legend in words, a picture for each quantity, and the cards' formulas.
/// </summary>
internal static class PagePictures
{
    /// <summary>Gets the styles of a page with such pictures.</summary>
    public static IReadOnlyList<string> Styles { get; } =
        [WebAssets.Own("shared/page.css"), WebAssets.Own("shared/pictures.css"), SvgOverlay.Style];

    /// <summary>Gives a picture for each quantity.</summary>
    /// <param name="overlay">The losses.</param>
    /// <param name="quantities">What is shown of them.</param>
    /// <returns>The pictures.</returns>
    public static IEnumerable<string> Of(CurveOverlay overlay, IReadOnlyList<CurveQuantity> quantities) =>
        quantities.Index().Select(quantity => SvgOverlay.Part(overlay, quantity.Item, quantity.Index));

    /// <summary>Writes what is against what, the legend, and the pictures.</summary>
    /// <param name="overlay">The losses.</param>
    /// <param name="quantities">What is shown of them.</param>
    /// <returns>The markup; scripts find the legend and the pictures by their ids.</returns>
    public static string Figure(CurveOverlay overlay, IReadOnlyList<CurveQuantity> quantities)
    {
        var figure = new StringBuilder();
        figure.Append($"<p>Against the {HtmlText.Escape(overlay.Curve.Axis)}. {HtmlText.Escape(overlay.Curve.Held)}</p>\n")
            .Append("<ul id=\"names\" class=\"names\" aria-label=\"Lines\">\n");
        foreach (var (index, name) in overlay.Names.Index())
        {
            figure.Append("<li><svg class=\"sample\" viewBox=\"0 0 34 12\" aria-hidden=\"true\">")
                .Append($"<path class=\"line {SvgOverlay.ClassOf(index)}\" d=\"M2 6h30\"/></svg>{HtmlText.Escape(name)}</li>\n");
        }

        return figure.Append("</ul>\n<div id=\"pictures\" class=\"pictures\">\n")
            .AppendJoin(string.Empty, Of(overlay, quantities))
            .Append("</div>\n")
            .ToString();
    }

    /// <summary>Writes what the cards say of the losses.</summary>
    /// <param name="cards">The cards.</param>
    /// <returns>The markup.</returns>
    public static string Formulas(IReadOnlyList<LossCard> cards)
    {
        var list = new StringBuilder("<h2>Formulas</h2>\n<dl>\n");
        foreach (var card in cards)
        {
            list.Append($"<dt>{HtmlText.Escape(card.Title)}</dt>\n<dd>{HtmlText.Escape(card.Meaning)}<br>")
                .Append($"<code>{HtmlText.Escape(card.Formula)}</code><br>gradient: <code>{HtmlText.Escape(card.Gradient)}</code></dd>\n");
        }

        return list.Append("</dl>\n").ToString();
    }
}
