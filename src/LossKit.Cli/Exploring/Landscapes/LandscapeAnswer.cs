using System.Globalization;
using System.Text.Json;

namespace LossKit.Cli;

/// <summary>A landscape as the explorer asks for it: heights for the surface, and the contours as a picture.</summary>
internal static class LandscapeAnswer
{
    // What the eye can tell apart on a surface.
    private const string Digits = "G6";

    // Contours need more places than a surface, which is drawn between them.
    private const int MostPlaces = 101;

    /// <summary>Draws a landscape.</summary>
    /// <param name="request">Which one.</param>
    /// <returns>The answer.</returns>
    public static ExploreAnswer Make(LandscapeRequest request)
    {
        var landscape = request.Draw();
        return ExploreAnswer.Json(writer =>
        {
            writer.WriteString("title", landscape.Title);
            writer.WriteString("note", landscape.Note);
            WriteHeights(writer, landscape);
            writer.WriteString("legend", ContourPicture.Legend(landscape));
            writer.WriteString("contours", ContourPicture.Write(landscape));
            if (!WebAssets.Has(WebAssets.SurfaceCharts))
            {
                writer.WriteString("no-surface", WebAssets.HowToGetCharts + ".");
            }
        });
    }

    /// <summary>Writes what a surface is drawn from.</summary>
    /// <param name="writer">Where it goes.</param>
    /// <param name="landscape">The landscape.</param>
    public static void WriteHeights(Utf8JsonWriter writer, Landscape landscape)
    {
        if (landscape.Horizontal.Length > MostPlaces)
        {
            WriteHeights(writer, landscape.Thinned(2));
            return;
        }

        writer.WriteString("horizontal-name", landscape.HorizontalName);
        writer.WriteString("vertical-name", landscape.VerticalName);
        WriteNumbers(writer, "horizontal", landscape.Horizontal);
        WriteNumbers(writer, "vertical", landscape.Vertical);
        writer.WriteStartArray("heights");
        foreach (var row in landscape.Heights)
        {
            WriteNumbers(writer, null, row);
        }

        writer.WriteEndArray();
        writer.WriteNumber("least", landscape.Least);
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string? name, double[] numbers)
    {
        if (name is not null)
        {
            writer.WritePropertyName(name);
        }

        writer.WriteStartArray();
        foreach (var number in numbers)
        {
            if (double.IsFinite(number))
            {
                writer.WriteRawValue(number.ToString(Digits, CultureInfo.InvariantCulture));
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndArray();
    }
}
