using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LossKit.Cli;

/// <summary>
/// How the files of a run are written as JSON: names in kebab-case, numbers with as many digits as bring back every bit, and NaN and the
/// infinities as the strings <c>"NaN"</c>, <c>"Infinity"</c> and <c>"-Infinity"</c>.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(RunRequest))]
[JsonSerializable(typeof(PartDocument))]
[JsonSerializable(typeof(ResultsDocument))]
[JsonSerializable(typeof(RunDocument))]
internal sealed partial class RunJson : JsonSerializerContext
{
    // Made when first asked for: the options they begin from are initialised in a generated part of this class, in no known order.

    /// <summary>Gets the form that people read.</summary>
    public static RunJson Readable => field ??= With(indented: true);

    /// <summary>Gets the form on one line.</summary>
    public static RunJson Compact => field ??= With(indented: false);

    // Sentences hold ` and R², which the default encoder would escape beyond recognition.
    private static RunJson With(bool indented) => new(
        new JsonSerializerOptions(Default.Options) { WriteIndented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
