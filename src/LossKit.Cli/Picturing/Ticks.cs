using System.Globalization;

namespace LossKit.Cli;

/// <summary>Round numbers along an axis.</summary>
/// <param name="Step">The distance of neighbours: 1, 2 or 5 times a power of ten.</param>
/// <param name="Numbers">The numbers, multiples of the step.</param>
internal sealed record Ticks(double Step, IReadOnlyList<double> Numbers)
{
    private const int MostDecimals = 9;
    private const double SmallestStep = 1e-12;
    private static readonly int[] Factors = [1, 2, 5, 10, 20];

    /// <summary>Gives round numbers inside a range.</summary>
    /// <param name="low">Its least number.</param>
    /// <param name="high">Its greatest number.</param>
    /// <param name="most">The most intervals between neighbours that the range shall have.</param>
    /// <returns>The numbers.</returns>
    public static Ticks Of(double low, double high, int most)
    {
        // Divided before they are subtracted, numbers near the largest have a difference too.
        var wanted = Math.Max((high / most) - (low / most), SmallestStep);
        var exponent = (int)Math.Floor(Math.Log10(wanted) + 1e-9);
        var step = Factors.Select(factor => StepOf(factor, exponent)).First(step => step > wanted * (1 + 1e-9));
        var first = (long)Math.Ceiling((low / step) - 1e-6);
        var last = (long)Math.Floor((high / step) + 1e-6);
        return new(step, [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)]);
    }

    // As a person would write it: a power of ten that was multiplied up has rounding errors in it.
    private static double StepOf(int factor, int exponent) =>
        double.Parse(string.Create(CultureInfo.InvariantCulture, $"{factor}e{exponent}"), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Gives a number with as many digits as the step has, and a true minus sign.</summary>
    /// <param name="number">One of the numbers.</param>
    /// <returns>The text.</returns>
    public string Label(double number)
    {
        if (Step >= 1e5)
        {
            return number.ToString("0.#e+0", CultureInfo.InvariantCulture).Replace('-', '−');
        }

        var decimals = 0;
        for (var step = Step; decimals < MostDecimals && Math.Abs(step - Math.Round(step)) > 1e-9; step *= 10)
        {
            decimals++;
        }

        var text = number.ToString("F" + decimals, CultureInfo.InvariantCulture);
        return text.Replace('-', '−');
    }
}
