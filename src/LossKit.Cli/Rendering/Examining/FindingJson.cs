using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LossKit.Cli;

/// <summary>Findings for programs: one JSON document.</summary>
internal static class FindingJson
{
    // Sentences hold −∞ and `, which the default encoder would escape beyond recognition.
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes what was found.</summary>
    /// <param name="examined">What was examined, with its findings.</param>
    /// <param name="output">Where it goes.</param>
    public static void Write(IReadOnlyList<(Patient Patient, IReadOnlyList<Finding> Findings)> examined, TextWriter output)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("examined");
            foreach (var (patient, findings) in examined)
            {
                json.WriteStartObject();
                json.WriteString("loss", patient.Loss);
                json.WriteString("subject", patient.Subject);
                json.WriteStartArray("findings");
                foreach (var finding in findings)
                {
                    Write(finding, json);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static void Write(Finding finding, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("code", Words.Of(finding.Code));
        json.WriteString("severity", Words.Of(finding.Severity));
        json.WriteString("input", finding.Input);
        json.WriteString("seen", finding.Seen);
        json.WriteString("why", finding.Why);
        json.WriteString("fix", finding.Fix);
        WriteNumber("share", finding.Share, json);
        WriteNumber("index", finding.Index, json);
        WriteNumber("value", finding.Value, json);
        json.WriteStartArray("suggested");
        foreach (var number in finding.Suggested)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // JSON has no word for NaN and the infinities: they are strings, as in the files of a run.
    private static void WriteNumber(string name, double? number, Utf8JsonWriter json)
    {
        if (number is not { } value)
        {
            json.WriteNull(name);
        }
        else if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteString(name, NonFinite.Of(value));
        }
    }
}
