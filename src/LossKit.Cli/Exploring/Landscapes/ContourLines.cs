namespace LossKit.Cli;

/// <summary>A piece of a contour, in places of the grid.</summary>
/// <param name="FromX">Its first end along the horizontal axis.</param>
/// <param name="FromY">Its first end along the vertical axis.</param>
/// <param name="ToX">Its other end along the horizontal axis.</param>
/// <param name="ToY">Its other end along the vertical axis.</param>
internal readonly record struct ContourPiece(double FromX, double FromY, double ToX, double ToY);

/// <summary>Finds where a landscape has a height: a straight piece in each triangle of the grid that the height goes through.</summary>
internal static class ContourLines
{
    /// <summary>Gives heights for contours: equal factors apart, counted from the least height, as valleys need.</summary>
    /// <param name="landscape">The landscape.</param>
    /// <param name="count">How many.</param>
    /// <returns>The heights in rising order.</returns>
    public static double[] Levels(Landscape landscape, int count)
    {
        var (least, width) = (landscape.Least, landscape.Greatest - landscape.Least);
        return [.. Enumerable.Range(0, count).Select(level => least + (width * Math.Pow(10, -3.0 * (count - level - 0.5) / count)))];
    }

    /// <summary>Gives the pieces of a contour.</summary>
    /// <param name="heights">The heights, a row for each vertical place.</param>
    /// <param name="level">The contour's height.</param>
    /// <returns>The pieces.</returns>
    public static IReadOnlyList<ContourPiece> At(double[][] heights, double level)
    {
        var pieces = new List<ContourPiece>();
        for (var y = 0; y + 1 < heights.Length; y++)
        {
            for (var x = 0; x + 1 < heights[y].Length; x++)
            {
                // Two triangles have none of the doubtful saddles of a square.
                Add(pieces, heights, level, (x, y), (x + 1, y), (x + 1, y + 1));
                Add(pieces, heights, level, (x, y), (x + 1, y + 1), (x, y + 1));
            }
        }

        return pieces;
    }

    private static void Add(List<ContourPiece> pieces, double[][] heights, double level, params ReadOnlySpan<(int X, int Y)> corners)
    {
        Span<(double X, double Y)> crossings = stackalloc (double X, double Y)[3];
        var found = 0;
        for (var side = 0; side < 3; side++)
        {
            var (from, to) = (corners[side], corners[(side + 1) % 3]);
            var (low, high) = (heights[from.Y][from.X], heights[to.Y][to.X]);
            if (double.IsFinite(low) && double.IsFinite(high) && (low < level) != (high < level))
            {
                var share = (level - low) / (high - low);
                crossings[found++] = (from.X + (share * (to.X - from.X)), from.Y + (share * (to.Y - from.Y)));
            }
        }

        if (found == 2)
        {
            pieces.Add(new(crossings[0].X, crossings[0].Y, crossings[1].X, crossings[1].Y));
        }
    }
}
