using System.Text.Json;

namespace LossKit.Cli;

/// <summary>What the explorer's page has to know of the catalogue: names, paths, and what the control of each option has to know.</summary>
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
            JsonWords.Write(writer, "losses", preset.Losses);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        SamplePoints.Write(writer, SamplePoints.All);
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

    private static void WriteOption(Utf8JsonWriter writer, LossOption option)
    {
        writer.WriteStartObject();
        writer.WriteString("name", option.Name);
        writer.WriteString("meaning", option.Meaning);
        writer.WriteString("kind", Words.Of(option.Kind));
        writer.WriteString("allowed", LossPage.Allowed(option));
        writer.WriteString("default", option.Default);
        switch (option.Kind)
        {
            case OptionKind.Number or OptionKind.OptionalNumber:
                WriteSlider(writer, OptionSlider.Of(option)!);
                break;
            case OptionKind.Integer or OptionKind.OptionalInteger:
                var lower = option.Domain.Lower;
                WriteLimit(writer, "min", option.Domain.IsOpenBelow ? Math.Floor(lower) + 1 : Math.Ceiling(lower));
                WriteLimit(writer, "max", Math.Floor(option.Domain.Upper));
                break;
            case OptionKind.Choice:
                JsonWords.Write(writer, "choices", option.Choices);
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteSlider(Utf8JsonWriter writer, OptionSlider slider)
    {
        writer.WriteNumber("least", slider.Least);
        writer.WriteNumber("greatest", slider.Greatest);
        writer.WriteNumber("start", slider.Start);
        writer.WriteString("scale", Words.Of(slider.Scale));
    }

    private static void WriteLimit(Utf8JsonWriter writer, string name, double limit)
    {
        if (double.IsFinite(limit))
        {
            writer.WriteNumber(name, limit);
        }
    }
}
