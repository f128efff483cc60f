using System.Text.Json;

namespace LossKit.Cli;

/// <summary>What the explorer's page has to know of the catalogue: names, paths, and a slider for each numeric option.</summary>
internal static class CatalogueAnswer
{
    /// <summary>Lists the losses.</summary>
    /// <returns>The answer.</returns>
    public static ExploreAnswer Make() => ExploreAnswer.Json(Write);

    /// <summary>Writes the members.</summary>
    /// <param name="writer">Where they go.</param>
    public static void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("losses");
        var paths = new List<PlacedLoss>();
        foreach (var loss in LossCatalog.All.Select(entry => PlacedLoss.Find(entry.Card.Id)).OfType<PlacedLoss>())
        {
            var path = paths.FindIndex(loss.SharesPathWith);
            if (path < 0)
            {
                path = paths.Count;
                paths.Add(loss);
            }

            WriteLoss(writer, loss, path);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("presets");
        foreach (var preset in CurvePreset.All)
        {
            writer.WriteStartObject();
            writer.WriteString("title", preset.Title);
            WriteWords(writer, "losses", preset.Losses);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        SamplePoints.Write(writer);
    }

    private static void WriteLoss(Utf8JsonWriter writer, PlacedLoss loss, int path)
    {
        var card = loss.Loss.Card;
        writer.WriteStartObject();
        writer.WriteString("id", card.Id);
        writer.WriteString("title", card.Title);
        writer.WriteString("family", Words.Of(card.Family));
        writer.WriteNumber("path", path);
        writer.WriteBoolean("fits-lines", LineFit.Takes(loss.Loss));
        writer.WriteStartArray("options");
        foreach (var option in card.Options)
        {
            WriteOption(writer, option);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // Whole numbers and lists have no slider.
    private static void WriteOption(Utf8JsonWriter writer, LossOption option)
    {
        writer.WriteStartObject();
        writer.WriteString("name", option.Name);
        writer.WriteString("meaning", option.Meaning);
        writer.WriteString("default", option.Default);
        if (OptionSlider.Of(option) is { } slider)
        {
            writer.WriteNumber("least", slider.Least);
            writer.WriteNumber("greatest", slider.Greatest);
            writer.WriteNumber("start", slider.Start);
            writer.WriteString("scale", Words.Of(slider.Scale));
            writer.WriteBoolean("optional", option.Kind == OptionKind.OptionalNumber);
        }
        else if (option.Kind is OptionKind.Choice or OptionKind.Boolean)
        {
            WriteWords(writer, "choices", option.Kind == OptionKind.Choice ? option.Choices : ["false", "true"]);
        }

        writer.WriteEndObject();
    }

    private static void WriteWords(Utf8JsonWriter writer, string name, IReadOnlyList<string> words)
    {
        writer.WriteStartArray(name);
        foreach (var word in words)
        {
            writer.WriteStringValue(word);
        }

        writer.WriteEndArray();
    }
}
