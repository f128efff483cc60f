namespace LossKit.Cli;

/// <summary>Leaves points out where there are more than a chart can show, the same ones each time.</summary>
internal static class Thinning
{
    /// <summary>Chooses points evenly, the first and the last among them.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="most">How many may stay, at least 2.</param>
    /// <returns>The indices of those that stay.</returns>
    public static int[] Choose(int count, int most) => count <= most
        ? [.. Enumerable.Range(0, count)]
        : [.. Enumerable.Range(0, most).Select(i => (int)((long)i * (count - 1) / (most - 1)))];

    /// <summary>Leaves out points inside level and upright stretches of a line, which looks the same without them.</summary>
    /// <param name="points">The points of the line.</param>
    /// <returns>Those that stay.</returns>
    public static (double X, double Y)[] Straighten(IReadOnlyList<(double X, double Y)> points) =>
    [
        .. points.Where((point, index) => index == 0
            || index == points.Count - 1
            || !(AreEqual(points[index - 1].X, point.X, points[index + 1].X)
                || AreEqual(points[index - 1].Y, point.Y, points[index + 1].Y))),
    ];

    /// <summary>Says that points were left out.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="most">How many may stay.</param>
    /// <returns>A sentence with a space before it, or nothing.</returns>
    public static string Note(int count, int most) =>
        count <= most ? string.Empty : $" Of {count} points the chart shows {most}, taken evenly; the numbers are those of all.";

    private static bool AreEqual(double before, double here, double after) => before == here && here == after;
}
