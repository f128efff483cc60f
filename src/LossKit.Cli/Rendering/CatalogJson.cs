using System.Text.Encodings.Web;
using System.Text.Json;

namespace LossKit.Cli;

/// <summary>The catalogue as JSON for programs: an array with everything that the cards know.</summary>
internal static class CatalogJson
{
    /// <summary>Writes the losses.</summary>
    /// <param name="entries">The losses.</param>
    /// <param name="output">Where the JSON goes.</param>
    public static void Write(IReadOnlyList<LossEntry> entries, Stream output)
    {
        // Formulas hold e², − and ∞, which the default encoder would escape beyond recognition.
        var options = new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(output, options))
        {
            writer.WriteStartArray();
            foreach (var entry in entries)
            {
                WriteCard(writer, entry.Card);
            }

            writer.WriteEndArray();
        }

        output.Write("\n"u8);
    }

    private static void WriteCard(Utf8JsonWriter writer, LossCard card)
    {
        writer.WriteStartObject();
        writer.WriteString("id", card.Id);
        writer.WriteString("title", card.Title);
        WriteWords(writer, "aliases", card.Aliases);
        writer.WriteString("family", Words.Of(card.Family));
        writer.WriteString("meaning", card.Meaning);
        writer.WriteString("formula", card.Formula);
        writer.WriteString("gradient", card.Gradient);
        writer.WriteString("hessian", card.Hessian);
        WriteList(writer, "inputs", card.Inputs, WriteInput);
        WriteList(writer, "options", card.Options, WriteOption);
        WriteWords(writer, "reductions", card.Reductions.Select(Words.Of));
        WriteNoise(writer, card.Noise);
        writer.WriteString("use-when", card.UseWhen);
        writer.WriteString("avoid-when", card.AvoidWhen);
        WriteWords(writer, "pitfalls", card.Pitfalls);
        writer.WriteString("reference", card.Reference);
        WriteList(writer, "elsewhere", card.Elsewhere, WriteElsewhere);
        writer.WriteEndObject();
    }

    private static void WriteInput(Utf8JsonWriter writer, LossInput input)
    {
        writer.WriteString("name", input.Name);
        writer.WriteString("role", Words.Of(input.Role));
        writer.WriteBoolean("optional", input.IsOptional);
        writer.WriteString("shape", input.Shape);
        writer.WriteString("domain", input.Domain.ToString());
    }

    private static void WriteOption(Utf8JsonWriter writer, LossOption option)
    {
        writer.WriteString("name", option.Name);
        writer.WriteString("kind", Words.Of(option.Kind));
        writer.WriteString("default", option.Default);
        writer.WriteString("meaning", option.Meaning);
        if (option.Kind == OptionKind.Choice)
        {
            WriteWords(writer, "choices", option.Choices);
        }
        else if (option.Kind != OptionKind.Boolean)
        {
            writer.WriteString("domain", option.Domain.ToString());
        }
    }

    private static void WriteElsewhere(Utf8JsonWriter writer, ElsewhereName elsewhere)
    {
        writer.WriteString("library", elsewhere.Library);
        writer.WriteString("name", elsewhere.Name);
        writer.WriteString("difference", elsewhere.Difference);
        writer.WriteString("options", elsewhere.Options);
    }

    private static void WriteNoise(Utf8JsonWriter writer, NoiseModel? noise)
    {
        if (noise is null)
        {
            writer.WriteNull("noise");
            return;
        }

        writer.WriteStartObject("noise");
        writer.WriteString("name", noise.Name);
        writer.WriteString("meaning", noise.Meaning);
        writer.WriteEndObject();
    }

    private static void WriteList<TItem>(
        Utf8JsonWriter writer, string key, IReadOnlyList<TItem> items, Action<Utf8JsonWriter, TItem> writeMembers)
    {
        writer.WriteStartArray(key);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            writeMembers(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteWords(Utf8JsonWriter writer, string key, IEnumerable<string> words)
    {
        writer.WriteStartArray(key);
        foreach (var word in words)
        {
            writer.WriteStringValue(word);
        }

        writer.WriteEndArray();
    }
}
