using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LossKit.Cli;

/// <summary>
/// Static pages of curves: a comparison, or a loss with a slider for each numeric option whose places were computed beforehand.
/// </summary>
internal static class CurvePages
{
    // Places of a slider, beside the default.
    private static readonly double[] Shares = [0, 0.25, 0.5, 0.75, 1];

    /// <summary>Gives the name of a loss's page.</summary>
    /// <param name="card">The loss's card.</param>
    /// <returns>The file.</returns>
    public static string FileOf(LossCard card) => $"{card.Id}.html";

    /// <summary>Makes the page of a comparison.</summary>
    /// <param name="preset">The comparison.</param>
    /// <returns>The page.</returns>
    public static StaticPage Of(CurvePreset preset) =>
        new($"compare-{preset.Id}.html", preset.Title, Body(CurveOverlay.Of(preset.Losses), string.Empty), "{}");

    /// <summary>Makes the page of a loss.</summary>
    /// <param name="card">The loss's card.</param>
    /// <returns>The page.</returns>
    public static StaticPage Of(LossCard card)
    {
        var sliders = card.Options
            .Select(option => (Option: option, Places: PlacesOf(card, option)))
            .Where(slider => slider.Places.Count > 1)
            .ToArray();
        var controls = new StringBuilder();
        foreach (var (option, places) in sliders)
        {
            var start = places.Index().First(place => place.Item.IsStart).Index;
            var id = $"option-{option.Name}";
            controls.Append(CultureInfo.InvariantCulture, $"<div class=\"option\"><label for=\"{id}\">{option.Name}</label>")
                .Append(CultureInfo.InvariantCulture, $"<input type=\"range\" id=\"{id}\" min=\"0\" max=\"{places.Count - 1}\" value=\"{start}\">")
                .Append(CultureInfo.InvariantCulture, $"<output for=\"{id}\">{places[start].Text}</output></div>\n");
        }

        if (sliders.Length > 1)
        {
            controls.Append("<p class=\"legend\">One option moves at a time; the others are at their defaults meanwhile.</p>\n");
        }

        return new(FileOf(card), card.Title, Body(CurveOverlay.Of([card.Id]), controls.ToString()), Data(sliders));
    }

    private static string Body(CurveOverlay overlay, string controls)
    {
        var body = new StringBuilder(controls);
        body.Append($"<p>Against the {HtmlText.Escape(overlay.Curve.Axis)}. {HtmlText.Escape(overlay.Curve.Held)}</p>\n")
            .Append("<div id=\"pictures\" class=\"pictures\">\n")
            .Append(string.Concat(Pictures(overlay)))
            .Append("</div>\n<dl>\n");
        foreach (var card in overlay.Cards)
        {
            body.Append($"<dt>{HtmlText.Escape(card.Title)}</dt><dd>{HtmlText.Escape(card.Meaning)}<br>")
                .Append($"<code>{HtmlText.Escape(card.Formula)}</code><br>")
                .Append($"gradient: <code>{HtmlText.Escape(card.Gradient)}</code></dd>\n");
        }

        return body.Append("</dl>").ToString();
    }

    private static IEnumerable<string> Pictures(CurveOverlay overlay) => overlay.Quantities(CurveDetail.Derivatives)
        .Index()
        .Select(quantity => SvgOverlay.Write(overlay, [quantity.Item], quantity.Index * overlay.Panels.Count));

    // A place whose options leave no finite number has no picture.
    private static List<Place> PlacesOf(LossCard card, LossOption option)
    {
        var places = new List<Place>();
        if (OptionSlider.Of(option) is not { } slider)
        {
            return places;
        }

        foreach (var number in Shares.Select(slider.At).Append(slider.Start).Distinct().Order())
        {
            var text = number.ToString("R", CultureInfo.InvariantCulture);
            try
            {
                places.Add(new(text, number == slider.Start, [.. Pictures(CurveOverlay.Of([$"{card.Id}:{option.Name}={text}"]))]));
            }
            catch (Exception exception) when (exception is UsageException or LossException)
            {
                continue;
            }
        }

        return places;
    }

    private static string Data((LossOption Option, List<Place> Places)[] sliders) => Encoding.UTF8.GetString(ExploreAnswer.Json(writer =>
    {
        writer.WriteStartArray("options");
        foreach (var (option, places) in sliders)
        {
            writer.WriteStartObject();
            writer.WriteString("name", option.Name);
            writer.WriteStartArray("places");
            foreach (var place in places)
            {
                WritePlace(writer, place);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }).Body);

    private static void WritePlace(Utf8JsonWriter writer, Place place)
    {
        writer.WriteStartObject();
        writer.WriteString("text", place.Text);
        writer.WriteBoolean("start", place.IsStart);
        writer.WriteStartArray("pictures");
        foreach (var picture in place.Pictures)
        {
            writer.WriteStringValue(picture);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private sealed record Place(string Text, bool IsStart, string[] Pictures);
}
