using System.Globalization;

namespace LossKit.Tests;

/// <summary>
/// Values and gradients where a naive formula loses its digits, against numbers of mpmath with 1,000 digits that
/// <c>reference/stability.py</c> wrote.
/// </summary>
public sealed class StabilityTests
{
    // "To a few units in the last place": polynomials, a division and the rounding of the inputs' products.
    private const double RoundingsAllowed = 8;

    public static TheoryData<string> Losses => [.. Lines().Select(line => line[0]).Distinct()];

    [Theory]
    [MemberData(nameof(Losses))]
    public void Results_keep_their_digits(string loss)
    {
        foreach (var line in Lines().Where(line => line[0] == loss))
        {
            Check(LossCatalog.Parse(loss.Contains("rmse", StringComparison.Ordinal) ? loss : $"{loss}:reduction=sum"), line);
        }
    }

    private static void Check(Loss loss, string[] line)
    {
        var precision = line[1] == "float32" ? Precision.Single : Precision.Double;
        var prediction = Numbers(line[2]);
        var target = Numbers(line[3]);
        var inputs = new Dictionary<string, NamedArray>(StringComparer.Ordinal)
        {
            ["prediction"] = new(prediction, loss is ClassLoss ? [1, prediction.Length] : [prediction.Length]),
            ["target"] = new(target, [target.Length]),
        };
        var answer = loss.Evaluate(inputs, precision, Answers.Value | Answers.Gradients);
        var rounding = RoundingsAllowed * (precision == Precision.Single ? Math.ScaleB(1, -23) : Math.ScaleB(1, -52));
        var what = $"{line[0]} in {line[1]} at {line[2]} against {line[3]}";
        var value = Numbers(line[4])[0];
        Bits.Close(value, answer.Value.Values[0], rounding * Math.Abs(value), $"{what}: value");
        var gradient = Numbers(line[5]);
        for (var i = 0; i < gradient.Length; i++)
        {
            Bits.Close(gradient[i], answer.Gradients!["prediction"].Values[i], rounding * Math.Abs(gradient[i]), $"{what}: gradient[{i}]");
        }
    }

    private static IEnumerable<string[]> Lines() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Losses", "reference", "stability.txt")).Select(line => line.Split('|'));

    private static double[] Numbers(string text) => Array.ConvertAll(text.Split(' '), number => double.Parse(number, CultureInfo.InvariantCulture));
}
