using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace LossKit;

/// <summary>Writes the header of a safetensors file, and reads one without trusting it.</summary>
internal static class SafetensorsHeader
{
    /// <summary>The name of the only element type that is written and read.</summary>
    public const string ElementType = "F32";

    // The limit of the format's own reader: a damaged length must not make us ask for memory.
    private const long LongestHeader = 100_000_000;
    private const int LengthBytes = sizeof(ulong);

    /// <summary>Gives the header's length and the header, padded with spaces so that the numbers begin at a multiple of eight.</summary>
    /// <param name="parameters">The parameters, in the order in which their numbers follow.</param>
    /// <returns>The bytes.</returns>
    public static byte[] Write(IReadOnlyList<NamedParameter> parameters)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            long offset = 0;
            foreach (NamedParameter parameter in parameters)
            {
                writer.WriteStartObject(parameter.Name);
                writer.WriteString("dtype", ElementType);
                writer.WriteStartArray("shape");
                foreach (int length in parameter.Value.Shape)
                {
                    writer.WriteNumberValue(length);
                }

                writer.WriteEndArray();
                writer.WriteStartArray("data_offsets");
                writer.WriteNumberValue(offset);
                offset += (long)parameter.Value.Length * sizeof(float);
                writer.WriteNumberValue(offset);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        int length8 = (json.WrittenCount + 7) / 8 * 8;
        var bytes = new byte[LengthBytes + length8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)length8);
        json.WrittenSpan.CopyTo(bytes.AsSpan(LengthBytes));
        bytes.AsSpan(LengthBytes + json.WrittenCount).Fill((byte)' ');
        return bytes;
    }

    /// <summary>Reads a file and checks that its header describes its data: every byte belongs to exactly one tensor.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="data">Receives the bytes after the header.</param>
    /// <returns>The tensors by name.</returns>
    /// <exception cref="InvalidDataException">The file is damaged or something else.</exception>
    public static IReadOnlyDictionary<string, SafetensorsEntry> Read(Stream stream, out byte[] data)
    {
        long size = stream.Length - stream.Position;
        if (size < LengthBytes)
        {
            throw Broken($"it has {size} bytes, fewer than the {LengthBytes} of the header's length");
        }

        Span<byte> prefix = stackalloc byte[LengthBytes];
        stream.ReadExactly(prefix);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > LongestHeader || (long)length > size - LengthBytes)
        {
            throw Broken($"its header claims {length} bytes, but {size - LengthBytes} follow and at most {LongestHeader} are allowed");
        }

        long dataLength = size - LengthBytes - (long)length;
        if (dataLength > Array.MaxLength)
        {
            throw Broken($"it holds {dataLength} bytes of numbers, and at most {Array.MaxLength} can be read");
        }

        var header = new byte[length];
        stream.ReadExactly(header);
        Dictionary<string, SafetensorsEntry> entries = Parse(header);
        CheckPlaces(entries, dataLength);
        data = new byte[dataLength];
        stream.ReadExactly(data);
        return entries;
    }

    private static Dictionary<string, SafetensorsEntry> Parse(byte[] header)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(header);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Broken("its header is not a JSON object");
            }

            var entries = new Dictionary<string, SafetensorsEntry>();
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                // What a writer notes about itself is no tensor.
                if (property.Name == "__metadata__")
                {
                    continue;
                }

                if (!entries.TryAdd(property.Name, ParseEntry(property)))
                {
                    throw Broken($"its header names the tensor '{property.Name}' twice");
                }
            }

            return entries;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The file is not a safetensors file: its header is not JSON ({exception.Message}).", exception);
        }
    }

    private static SafetensorsEntry ParseEntry(JsonProperty property)
    {
        JsonElement entry = property.Value;
        if (entry.ValueKind != JsonValueKind.Object
            || !entry.TryGetProperty("dtype", out JsonElement type) || type.ValueKind != JsonValueKind.String
            || !entry.TryGetProperty("shape", out JsonElement shape) || !TryNumbers(shape, out long[] axes)
            || !entry.TryGetProperty("data_offsets", out JsonElement offsets) || !TryNumbers(offsets, out long[] places)
            || places.Length != 2 || axes.Any(axis => axis > int.MaxValue))
        {
            throw Broken($"the tensor '{property.Name}' lacks a dtype, a shape or a pair of data_offsets");
        }

        var result = new SafetensorsEntry(type.GetString()!, Array.ConvertAll(axes, axis => (int)axis), places[0], places[1]);
        if (result.End < result.Begin)
        {
            throw Broken($"the tensor '{property.Name}' ends at byte {result.End}, before it begins at {result.Begin}");
        }

        if (result.ElementType == ElementType && axes.Aggregate((UInt128)sizeof(float), Product) != (UInt128)(result.End - result.Begin))
        {
            throw Broken(
                $"the tensor '{property.Name}' of shape [{string.Join(", ", axes)}] has {result.End - result.Begin} bytes, not 4 for each element");
        }

        return result;
    }

    // Capped, so that a hostile shape of many axes cannot wrap around to the right number.
    private static UInt128 Product(UInt128 product, long axis) => product > ulong.MaxValue && axis > 0 ? product : product * (ulong)axis;

    private static bool TryNumbers(JsonElement array, out long[] numbers)
    {
        numbers = [];
        if (array.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        numbers = new long[array.GetArrayLength()];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (array[i].ValueKind != JsonValueKind.Number || !array[i].TryGetInt64(out numbers[i]) || numbers[i] < 0)
            {
                return false;
            }
        }

        return true;
    }

    // The format allows neither overlaps nor holes, so that a file cannot hide anything.
    private static void CheckPlaces(Dictionary<string, SafetensorsEntry> entries, long dataLength)
    {
        long position = 0;
        foreach ((string name, SafetensorsEntry entry) in entries.OrderBy(pair => pair.Value.Begin).ThenBy(pair => pair.Value.End))
        {
            if (entry.Begin != position)
            {
                string what = entry.Begin < position ? "overlaps the tensor before it" : "leaves a hole after the tensor before it";
                throw Broken($"the tensor '{name}' begins at byte {entry.Begin} and {what}, which ends at {position}");
            }

            position = entry.End;
        }

        if (position != dataLength)
        {
            throw Broken($"its tensors take {position} bytes, but {dataLength} follow the header");
        }
    }

    private static InvalidDataException Broken(string what) => new($"The file is not a safetensors file: {what}.");
}
