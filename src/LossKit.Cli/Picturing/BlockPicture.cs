namespace LossKit.Cli;

/// <summary>Draws one line of a picture in block characters: each character is two dots wide and two dots high.</summary>
internal static class BlockPicture
{
    private const int LabelWidth = 7;

    // Bit 0: upper left, bit 1: upper right, bit 2: lower left, bit 3: lower right.
    private const string Blocks = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█";

    /// <summary>Draws a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="curve">The path it belongs to.</param>
    /// <param name="width">The characters of a row.</param>
    /// <param name="height">The rows of the drawing.</param>
    /// <returns>The rows, a heading above and the ends of the axis below.</returns>
    public static string[] Draw(CurveLine line, LossCurve curve, int width, int height)
    {
        // A derivative has a picture of its own here, so its own range too.
        var range = PictureRange.Of([line with { Quantity = CurveQuantity.Value }]);
        var columns = width - LabelWidth - 2;
        var dots = Dots(line.Heights, range, columns * 2, height * 2);
        var rows = new List<string> { new string(' ', LabelWidth + 2) + CurveNames.Of(line.Quantity) };
        var ticks = Ticks.Of(range.Low, range.High, Math.Max(2, height / 3));
        var labels = ticks.Numbers
            .GroupBy(tick => RowOf(tick, range, height))
            .ToDictionary(group => group.Key, group => group.Last());
        for (var row = 0; row < height; row++)
        {
            var hasTick = labels.TryGetValue(row, out var tick);
            var label = hasTick ? ticks.Label(tick) : string.Empty;
            var empty = hasTick && tick == 0 ? '─' : ' ';
            var cells = Enumerable.Range(0, columns).Select(column => Block(dots, row, column)).Select(block => block == ' ' ? empty : block);
            rows.Add($"{label.PadLeft(LabelWidth)} {(hasTick ? '┤' : '│')}{string.Concat(cells)}");
        }

        var ends = Ticks.Of(curve.From, curve.To, 8);
        rows.Add(new string(' ', LabelWidth + 1) + Scale(ends, curve, columns));
        return [.. rows];
    }

    private static string Scale(Ticks ticks, LossCurve curve, int columns)
    {
        var scale = new char[columns + 1];
        Array.Fill(scale, ' ');
        var free = 0;
        foreach (var tick in ticks.Numbers)
        {
            var label = ticks.Label(tick);
            var place = 1 + (int)Math.Round((tick - curve.From) / (curve.To - curve.From) * (columns - 1));
            var start = Math.Clamp(place - (label.Length / 2), 0, scale.Length - label.Length);
            if (start >= free)
            {
                label.CopyTo(0, scale, start, label.Length);
                free = start + label.Length + 1;
            }
        }

        return new string(scale).TrimEnd();
    }

    // A column of dots shows every height that falls into it, and reaches to the next column's so that the line holds together.
    private static bool[,] Dots(double[] heights, PictureRange range, int width, int height)
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

            var top = DotOf(Math.Min(1, shown.Max()), height);
            var bottom = DotOf(Math.Max(0, shown.Min()), height);

            // A steep line would be drawn twice where two columns meet; a flat one is a single dot.
            for (var y = top; y <= (bottom > top ? bottom - 1 : bottom); y++)
            {
                dots[y, x] = true;
            }
        }

        return dots;
    }

    private static int DotOf(double share, int height) => Math.Clamp((int)Math.Round((1 - share) * (height - 1)), 0, height - 1);

    private static int RowOf(double number, PictureRange range, int height) => DotOf(range.Share(number), height * 2) / 2;

    private static char Block(bool[,] dots, int row, int column)
    {
        var bits = 0;
        for (var dot = 0; dot < 4; dot++)
        {
            bits |= dots[(row * 2) + (dot / 2), (column * 2) + (dot % 2)] ? 1 << dot : 0;
        }

        return Blocks[bits];
    }
}
