using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LossKit.Cli;

/// <summary>
/// How charts are written into the page: numbers with six digits, which is more than a screen shows, and null where there is none. The
/// default encoder escapes everything that could end a script.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(ShortNumbers)])]
[JsonSerializable(typeof(IReadOnlyList<Chart>))]
internal sealed partial class ChartJson : JsonSerializerContext;

/// <summary>Writes numbers with six digits.</summary>
internal sealed class ShortNumbers : JsonConverter<double>
{
    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value))
        {
            writer.WriteRawValue(value.ToString("G6", CultureInfo.InvariantCulture));
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
