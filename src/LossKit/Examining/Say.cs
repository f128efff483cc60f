using System.Globalization;

namespace LossKit;

/// <summary>Writes numbers and places of findings.</summary>
internal static class Say
{
    /// <summary>Gives a number with four digits, as a reader wants it.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The text.</returns>
    public static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>Gives numbers for a list in code.</summary>
    /// <param name="values">The numbers.</param>
    /// <returns>The text, with commas between.</returns>
    public static string List(IEnumerable<double> values) => string.Join(", ", values.Select(Number));

    /// <summary>Gives "3 of 40 (7.5 %)".</summary>
    /// <param name="count">How many.</param>
    /// <param name="all">Of how many.</param>
    /// <returns>The text.</returns>
    public static string Of(int count, int all) => $"{count} of {all} ({Percent((double)count / all)})";

    /// <summary>Gives a share in per cent.</summary>
    /// <param name="share">The share, from 0 to 1.</param>
    /// <returns>The text.</returns>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:G3} %");

    /// <summary>Gives a place in an array: <c>prediction[5,2]</c>, and its row and column in words.</summary>
    /// <param name="input">The input's name.</param>
    /// <param name="array">The array.</param>
    /// <param name="index">The place in row-major order.</param>
    /// <returns>The text.</returns>
    public static string Place(string input, NamedArray array, int index)
    {
        var places = new int[array.Shape.Length];
        for (var axis = places.Length - 1; axis >= 0; axis--)
        {
            (index, places[axis]) = Math.DivRem(index, array.Shape[axis]);
        }

        var text = $"{input}[{string.Join(",", places)}]";
        return places.Length >= 2 ? $"{text} (row {places[0]}, column {places[1]}, counted from 0)" : text;
    }
}
