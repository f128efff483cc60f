using System.Text.Json;

namespace LossKit.Cli;

/// <summary>Losses laid over each other, as the explorer asks for them: a picture for each quantity, and the cards' formulas.</summary>
internal static class CurvesAnswer
{
    /// <summary>Draws losses.</summary>
    /// <param name="losses">The losses as the catalogue parses them.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="UsageException">They cannot be laid over each other.</exception>
    /// <exception cref="LossException">A loss or an option is unknown, or a value lies outside its domain.</exception>
    public static ExploreAnswer Make(IReadOnlyList<string> losses)
    {
        var overlay = CurveOverlay.Of(losses);
        return ExploreAnswer.Json(writer => Write(writer, overlay));
    }

    private static void Write(Utf8JsonWriter writer, CurveOverlay overlay)
    {
        writer.WriteString("axis", overlay.Curve.Axis);
        writer.WriteString("held", overlay.Curve.Held);
        JsonWords.Write(writer, "names", overlay.Names);
        JsonWords.Write(writer, "pictures", PagePictures.Of(overlay, overlay.Quantities(CurveDetail.Derivatives)));
        writer.WriteStartArray("cards");
        foreach (var card in overlay.Cards)
        {
            writer.WriteStartObject();
            writer.WriteString("title", card.Title);
            writer.WriteString("meaning", card.Meaning);
            writer.WriteString("formula", card.Formula);
            writer.WriteString("gradient", card.Gradient);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
