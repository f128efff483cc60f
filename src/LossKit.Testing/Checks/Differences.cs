namespace LossKit;

/// <summary>Holds derivatives against central differences of fourth order in double.</summary>
/// <remarks>
/// An element within two steps of a kink is told by differences that change with the step, and is left out; at least four of five must
/// be left.
/// </remarks>
internal static class Differences
{
    // The error is about h⁴·f⁗′/30 + 1e-16·f/h: with this step below 1e-9 even for ln p at p = 1/16.
    private const double Step = 2e-4;
    private const double Tolerance = 1e-7;
    private const double LeastShareChecked = 0.8;

    /// <summary>Compares derivatives with differences of what they are the derivatives of.</summary>
    /// <param name="derivatives">The derivatives.</param>
    /// <param name="numbers">The numbers they are taken by.</param>
    /// <param name="function">Gives the function with the number at an index replaced.</param>
    /// <returns>What was found.</returns>
    public static Finding Compare(double[] derivatives, double[] numbers, Func<int, double, double> function)
    {
        var off = new List<(int Index, double Expected)>();
        var isChecked = 0;
        for (var i = 0; i < derivatives.Length; i++)
        {
            var index = i;
            var wide = Take(number => function(index, number), numbers[i], Step);
            var narrow = Take(number => function(index, number), numbers[i], Step / 2);
            var error = Tolerance * (1 + Math.Abs(narrow));
            if (Math.Abs(wide - narrow) > error)
            {
                continue;
            }

            isChecked++;
            if (!(Math.Abs(narrow - derivatives[i]) <= error) && narrow != derivatives[i])
            {
                off.Add((i, narrow));
            }
        }

        return new(off, isChecked, isChecked >= LeastShareChecked * derivatives.Length);
    }

    private static double Take(Func<double, double> function, double at, double step) =>
        ((8 * (function(at + step) - function(at - step))) - (function(at + (2 * step)) - function(at - (2 * step)))) / (12 * step);

    /// <summary>What a comparison found.</summary>
    /// <param name="Off">The elements whose derivative is off, and what the differences give.</param>
    /// <param name="Checked">How many elements are away from kinks.</param>
    /// <param name="IsEnough">Whether that is enough of them.</param>
    internal sealed record Finding(IReadOnlyList<(int Index, double Expected)> Off, int Checked, bool IsEnough);
}
