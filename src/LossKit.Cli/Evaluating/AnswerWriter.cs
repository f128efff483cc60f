using System.Text.Json;

namespace LossKit.Cli;

/// <summary>Writes answers as JSON: the id, then what is wanted, arrays as nested lists in their shape.</summary>
internal static class AnswerWriter
{
    /// <summary>Writes the answer to a request that was evaluated.</summary>
    /// <param name="writer">Where it goes.</param>
    /// <param name="id">The id as it was written; empty for none.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="precision">Which kernels computed: single results are written with the digits that single precision has.</param>
    /// <param name="wanted">What was asked for.</param>
    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> id, LossAnswer answer, Precision precision, Answers wanted)
    {
        Start(writer, id);
        if (wanted.HasFlag(Answers.Value))
        {
            writer.WritePropertyName("value"u8);
            WriteArray(writer, answer.Value, precision);
        }

        WriteArrays(writer, "gradients"u8, answer.Gradients, precision);
        WriteArrays(writer, "hessian"u8, answer.Hessian, precision);
        writer.WriteEndObject();
    }

    /// <summary>Writes the answer to a line that could not be evaluated.</summary>
    /// <param name="writer">Where it goes.</param>
    /// <param name="id">The id as it was written; empty for none.</param>
    /// <param name="error">Why not.</param>
    public static void WriteError(Utf8JsonWriter writer, ReadOnlySpan<byte> id, LossException error)
    {
        Start(writer, id);
        writer.WriteStartObject("error"u8);
        writer.WriteString("code"u8, Words.Of(error.Code));
        writer.WriteString("message"u8, error.Message);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Start(Utf8JsonWriter writer, ReadOnlySpan<byte> id)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("id"u8);
        if (id.IsEmpty)
        {
            writer.WriteNullValue();
        }
        else
        {
            // Whatever JSON value the id is, it comes back as it was written.
            writer.WriteRawValue(id, skipInputValidation: true);
        }
    }

    private static void WriteArrays(
        Utf8JsonWriter writer, ReadOnlySpan<byte> key, IReadOnlyDictionary<string, NamedArray>? arrays, Precision precision)
    {
        if (arrays is null)
        {
            return;
        }

        writer.WriteStartObject(key);
        foreach (var (name, array) in arrays)
        {
            writer.WritePropertyName(name);
            WriteArray(writer, array, precision);
        }

        writer.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter writer, NamedArray array, Precision precision)
    {
        var next = 0;
        WriteDimension(writer, array, 0, ref next, precision);
    }

    private static void WriteDimension(Utf8JsonWriter writer, NamedArray array, int dimension, ref int next, Precision precision)
    {
        if (dimension == array.Shape.Length)
        {
            WriteNumber(writer, array.Values[next++], precision);
            return;
        }

        writer.WriteStartArray();
        for (var i = 0; i < array.Shape[dimension]; i++)
        {
            WriteDimension(writer, array, dimension + 1, ref next, precision);
        }

        writer.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter writer, double number, Precision precision)
    {
        if (!double.IsFinite(number))
        {
            writer.WriteStringValue(NonFinite.Of(number));
        }
        else if (precision == Precision.Single)
        {
            writer.WriteNumberValue((float)number);
        }
        else
        {
            writer.WriteNumberValue(number);
        }
    }
}
