using System.Text.Json;

namespace LossKit.Tests;

/// <summary>
/// Losses of embeddings at small temperatures, small angles, and lengths of all sizes, against numbers of mpmath with 150 digits that
/// <c>reference/similarity.py</c> wrote.
/// </summary>
public sealed class SimilarityStabilityTests
{
    // Inputs are exact, but a cosine of double rounds at 1e-16, which a temperature of 0.01 makes 1e-14 of a logit; a float result only rounds at its end.
    private const double RelativeInDouble = 1e-13;
    private const double RelativeInSingle = 2.0 / (1 << 23);

    // What unit rows that differ by 1e-5 or less have in common is gone from their difference, and with it those digits.
    private const double RelativeOfDifferences = 1e-9;

    public static TheoryData<int> Lines => [.. Enumerable.Range(0, Read().Length)];

    [Theory]
    [MemberData(nameof(Lines))]
    public void Results_keep_their_digits(int line)
    {
        using var document = JsonDocument.Parse(Read()[line]);
        var root = document.RootElement;
        var isSingle = root.GetProperty("dtype").ValueEquals("float32");
        var answer = LossCatalog.Parse(root.GetProperty("loss").GetString()!).Evaluate(
            root.GetProperty("inputs").EnumerateObject().ToDictionary(input => input.Name, input => Array(input.Value), StringComparer.Ordinal),
            isSingle ? Precision.Single : Precision.Double,
            Answers.Value | Answers.Gradients);
        var relative = isSingle ? RelativeInSingle : RelativeInDouble;
        var ofGradient = root.GetProperty("near").GetBoolean() ? Math.Max(relative, RelativeOfDifferences) : relative;
        var what = $"{root.GetProperty("loss")} in {root.GetProperty("dtype")}, {root.GetProperty("what")}";
        var value = root.GetProperty("value").GetDouble();
        Bits.Close(value, answer.Value.Values[0], relative * Math.Abs(value), $"{what}: value");
        foreach (var input in root.GetProperty("gradients").EnumerateObject())
        {
            var expected = Numbers(input.Value);
            var rows = answer.Gradients![input.Name].Shape[0];
            var width = expected.Length / rows;
            for (var i = 0; i < expected.Length; i++)
            {
                // The elements of a row are differences of terms as large as the row.
                var size = expected.AsSpan(i / width * width, width).ToArray().Max(Math.Abs);
                Bits.Close(expected[i], answer.Gradients[input.Name].Values[i], (ofGradient * size) + (isSingle ? float.Epsilon : 0), $"{what}: gradient of {input.Name}[{i}]");
            }
        }
    }

    private static NamedArray Array(JsonElement array) => array[0].ValueKind == JsonValueKind.Number
        ? new(Numbers(array), [array.GetArrayLength()])
        : new([.. array.EnumerateArray().SelectMany(Numbers)], [array.GetArrayLength(), array[0].GetArrayLength()]);

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    private static string[] Read() => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Losses", "reference", "similarity.txt"));
}
