using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace LossKit.Cli;

/// <summary>Reads one line as a request. Keys come in any order, and unknown ones are passed over.</summary>
internal sealed class RequestReader
{
    private const string Id = "id";
    private readonly ArrayReader _arrays = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Reads a request.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The request.</returns>
    /// <exception cref="LossException">The line is not a request; the sentence says where and what to write.</exception>
    public EvalRequest Read(ReadOnlySpan<byte> line)
    {
        if (!Utf8.IsValid(line))
        {
            throw RequestSentences.NotUtf8(FirstInvalid(line));
        }

        try
        {
            return ReadObject(line);
        }
        catch (JsonException error)
        {
            throw RequestSentences.NotJson(error);
        }
    }

    /// <summary>Finds the id of a line that could not be evaluated, as far as the line can be read.</summary>
    /// <param name="line">The line.</param>
    /// <returns>Where the id stands; empty where there is none.</returns>
    public static Range FindId(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                return default;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isId = JsonTokens.Is(ref reader, "id"u8);
                var range = Value(ref reader);
                if (isId)
                {
                    return Utf8.IsValid(line[range]) ? range : default;
                }
            }
        }
        catch (JsonException)
        {
            // The part that can be read holds no id.
        }

        return default;
    }

    private EvalRequest ReadObject(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw RequestSentences.NotAnObject(JsonTokens.Describe(ref reader));
        }

        var request = new EvalRequest();
        _seen.Clear();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadProperty(ref reader, request);
        }

        // Anything behind the object is an error that the reader finds.
        reader.Read();
        return request.Loss.Length > 0 ? request : throw RequestSentences.NoLoss();
    }

    private void ReadProperty(ref Utf8JsonReader reader, EvalRequest request)
    {
        var key = JsonTokens.Text(ref reader, "a key");
        if (key is Id or "loss" or "dtype" or "options" or "inputs" or "want" && !_seen.Add(key))
        {
            throw RequestSentences.Twice(key);
        }

        if (key is Id)
        {
            request.Id = Value(ref reader);
            return;
        }

        reader.Read();
        // A key that is null is a key left out.
        switch (key)
        {
            case "loss" when reader.TokenType != JsonTokenType.Null:
                request.Loss = ReadLoss(ref reader);
                break;
            case "dtype" when reader.TokenType != JsonTokenType.Null:
                request.Precision = ReadPrecision(ref reader);
                break;
            case "want" when reader.TokenType != JsonTokenType.Null:
                request.Wanted = WantReader.Read(ref reader);
                break;
            case "options" when reader.TokenType != JsonTokenType.Null:
                ReadOptions(ref reader, request);
                break;
            case "inputs" when reader.TokenType != JsonTokenType.Null:
                ReadInputs(ref reader, request);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private static string ReadLoss(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String
        ? JsonTokens.Text(ref reader, "loss")
        : throw RequestSentences.WrongKind("loss", JsonTokens.Describe(ref reader), "a string: an id that `losskit list` shows");

    private static Precision ReadPrecision(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String when JsonTokens.Is(ref reader, "float64"u8) => Precision.Double,
        JsonTokenType.String when JsonTokens.Is(ref reader, "float32"u8) => Precision.Single,
        _ => throw RequestSentences.WrongKind("dtype", JsonTokens.Describe(ref reader), "\"float64\" or \"float32\""),
    };

    private static void ReadOptions(ref Utf8JsonReader reader, EvalRequest request)
    {
        ExpectObject(ref reader, "options");
        while (NextMember(ref reader, "options", out var name))
        {
            if (!request.Options.TryAdd(name, OptionReader.Read(ref reader, name)))
            {
                throw RequestSentences.Twice(name);
            }
        }
    }

    private void ReadInputs(ref Utf8JsonReader reader, EvalRequest request)
    {
        ExpectObject(ref reader, "inputs");
        while (NextMember(ref reader, "inputs", out var name))
        {
            if (!request.Inputs.TryAdd(name, _arrays.Read(ref reader, name)))
            {
                throw RequestSentences.Twice(name);
            }
        }
    }

    private static void ExpectObject(ref Utf8JsonReader reader, string place)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw RequestSentences.WrongKind(place, JsonTokens.Describe(ref reader), "an object: {\"name\": value}");
        }
    }

    // Steps to the value of the next member of an object, or to the object's end.
    private static bool NextMember(ref Utf8JsonReader reader, string place, out string name)
    {
        name = string.Empty;
        reader.Read();
        if (reader.TokenType != JsonTokenType.PropertyName)
        {
            return false;
        }

        name = JsonTokens.Text(ref reader, $"a name in {place}");
        reader.Read();
        return true;
    }

    // Steps over a property's value and says where it stands.
    private static Range Value(ref Utf8JsonReader reader)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> line)
    {
        var index = 0;
        while (index < line.Length && Rune.DecodeFromUtf8(line[index..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            index += length;
        }

        return index;
    }
}
