using System.Globalization;
using System.Text.Json;

namespace LossKit.Tests;

/// <summary>An array of exact results, and how far found ones are from it.</summary>
/// <param name="near">The doubles nearest to the exact results.</param>
/// <param name="rest">What the exact results have beyond them; null for nothing.</param>
/// <param name="terms">The sums of the sizes of the terms that a result is made of, where these are larger than results; null where not.</param>
/// <param name="ofLargest">Whether errors count in units of the array's largest number.</param>
internal sealed class ExactArray(double[] near, double[]? rest, double[]? terms, bool ofLargest)
{
    public static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(Number)];

    /// <summary>Reads a number, or one of the strings for what JSON has no numbers for.</summary>
    public static double Number(JsonElement element) => element.ValueKind == JsonValueKind.String
        ? double.Parse(element.GetString()!, CultureInfo.InvariantCulture)
        : element.GetDouble();

    /// <summary>The largest error in units in the last place: infinite where a number is not finite and should be, or the other way round.</summary>
    public double LargestError(NamedArray found, Precision precision)
    {
        if (found.Values.Length != near.Length)
        {
            return double.PositiveInfinity;
        }

        var largest = near.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();
        var worst = 0.0;
        foreach (var (i, answer) in found.Values.Index())
        {
            worst = Math.Max(worst, double.IsFinite(near[i]) && double.IsFinite(answer)
                ? Math.Abs(answer - near[i] - (rest?[i] ?? 0)) / UnitInTheLastPlace(ofLargest ? largest : SizeOf(i), precision)
                : near[i].Equals(answer) ? 0 : double.PositiveInfinity);
        }

        return worst;
    }

    /// <summary>The distance between neighbouring numbers of a type around a size.</summary>
    private static double UnitInTheLastPlace(double size, Precision precision) => !double.IsFinite(size)
        ? double.PositiveInfinity
        : precision == Precision.Single
            ? Math.ScaleB(1, Math.Max(Math.ILogB(size) - 23, -149))
            : Math.ScaleB(1, Math.Max(Math.ILogB(size) - 52, -1074));

    private double SizeOf(int index) => Math.Max(Math.Abs(near[index]), terms?[index] ?? 0);
}
