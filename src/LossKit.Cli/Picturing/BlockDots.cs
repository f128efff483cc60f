namespace LossKit.Cli;

/// <summary>Which dots of a coarse grid a line goes through.</summary>
internal static class BlockDots
{
    /// <summary>
    /// Gives the dots of a line. A column of dots shows every height that falls into it, and reaches to the next column's so that the line
    /// holds together.
    /// </summary>
    /// <param name="heights">The numbers at equal steps along the axis.</param>
    /// <param name="range">From where to where the heights go.</param>
    /// <param name="width">The dots of a row.</param>
    /// <param name="height">The rows of dots.</param>
    /// <returns>Whether there is a dot, by row from above and column.</returns>
    public static bool[,] Of(double[] heights, PictureRange range, int width, int height)
    {
        var dots = new bool[height, width];
        for (var x = 0; x < width; x++)
        {
            var first = (int)((long)x * (heights.Length - 1) / width);
            var last = (int)((long)(x + 1) * (heights.Length - 1) / width);
            var shown = heights[first..(last + 1)].Where(double.IsFinite).Select(number => range.Share(number)).ToArray();
            if (shown.Length == 0 || shown.Max() < 0 || shown.Min() > 1)
            {
                continue;
            }

            var top = RowOf(Math.Min(1, shown.Max()), height);
            var bottom = RowOf(Math.Max(0, shown.Min()), height);

            // A steep line would be drawn twice where two columns meet; a flat one is a single dot.
            for (var y = top; y <= (bottom > top ? bottom - 1 : bottom); y++)
            {
                dots[y, x] = true;
            }
        }

        return dots;
    }

    /// <summary>Gives the row of dots for a share of the height.</summary>
    /// <param name="share">The share, from 0 at the bottom to 1 at the top.</param>
    /// <param name="height">The rows of dots.</param>
    /// <returns>The row, counted from above.</returns>
    public static int RowOf(double share, int height) => Math.Clamp((int)Math.Round((1 - share) * (height - 1)), 0, height - 1);
}
