using System.Text.Encodings.Web;
using System.Text.Json;

namespace LossKit.Cli;

/// <summary>A recommendation for programs.</summary>
internal static class RecommendationJson
{
    // A form that readers of this one could not read has another number; members may be added.
    private const int Format = 1;

    /// <summary>Writes it.</summary>
    /// <param name="recommendation">The recommendation.</param>
    /// <param name="output">Where the JSON goes.</param>
    public static void Write(Recommendation recommendation, Stream output)
    {
        // Sentences hold ` and R², which the default encoder would escape beyond recognition.
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(output, options))
        {
            writer.WriteStartObject();
            writer.WriteNumber("format", Format);
            writer.WriteString("task", Words.Of(recommendation.Situation.Task));
            WriteWords(writer, "having", recommendation.Situation.Having.Select(Words.Of));
            WriteWords(writer, "can-have", DecisionTree.Circumstances(recommendation.Situation.Task).Select(Words.Of));
            ProfileJson.Write(writer, recommendation.Situation.Table);
            writer.WriteString("rule", recommendation.Rule.Name);
            writer.WriteString("when", recommendation.Rule.When);
            writer.WriteString("evidence", recommendation.Evidence);
            writer.WritePropertyName("use");
            WriteLoss(writer, recommendation.Loss);
            writer.WriteStartArray("alternatives");
            foreach (var alternative in recommendation.Alternatives)
            {
                WriteLoss(writer, alternative);
            }

            writer.WriteEndArray();
            WriteWords(writer, "changes-mind", recommendation.ChangesMind);
            writer.WriteStartObject("code");
            WriteCode(writer, "losskit", CSharpCode.Of(recommendation));
            WriteCode(writer, "torchsharp", TorchSharpCode.Of(recommendation));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static void WriteLoss(Utf8JsonWriter writer, RecommendedLoss loss)
    {
        writer.WriteStartObject();
        writer.WriteString("loss", loss.Text);
        writer.WriteString("beside", loss.Beside);
        writer.WriteString("reason", loss.Reason);
        if (loss.ClassWeights is { } weights)
        {
            writer.WriteStartArray("class-weights");
            foreach (var weight in weights)
            {
                writer.WriteNumberValue(weight);
            }

            writer.WriteEndArray();
        }
        else
        {
            writer.WriteNull("class-weights");
        }

        writer.WriteEndObject();
    }

    private static void WriteCode(Utf8JsonWriter writer, string key, CodeSample code)
    {
        writer.WriteStartObject(key);
        writer.WriteString("text", string.Join('\n', code.Lines));
        writer.WriteString("note", code.Note);
        writer.WriteEndObject();
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
