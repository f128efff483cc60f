namespace LossKit.Cli;

/// <summary>Writes what surrounds a drawing of characters: heading, ticks at the left, the axis below.</summary>
internal static class TextFrame
{
    private const int LabelWidth = 7;

    /// <summary>Gives the characters of a row that are left for the drawing.</summary>
    /// <param name="width">The characters of a row.</param>
    /// <returns>The columns of the drawing.</returns>
    public static int Columns(int width) => width - LabelWidth - 2;

    /// <summary>Writes a drawing with what surrounds it.</summary>
    /// <param name="heading">What stands above.</param>
    /// <param name="range">From where to where the heights go.</param>
    /// <param name="curve">The path, whose number is the horizontal axis.</param>
    /// <param name="width">The characters of a row.</param>
    /// <param name="height">The rows of the drawing.</param>
    /// <param name="cell">Gives the character of a row and column; a blank where nothing is drawn.</param>
    /// <returns>The rows, the heading above and the scale of the axis below.</returns>
    public static string[] Draw(string heading, PictureRange range, LossCurve curve, int width, int height, Func<int, int, char> cell)
    {
        var columns = Columns(width);
        var rows = new List<string> { new string(' ', LabelWidth + 2) + heading };
        var ticks = Ticks.Of(range.Low, range.High, Math.Max(2, height / 3));
        var labels = ticks.Numbers
            .GroupBy(tick => RowOf(tick, range, height))
            .ToDictionary(group => group.Key, group => group.Last());
        for (var row = 0; row < height; row++)
        {
            var hasTick = labels.TryGetValue(row, out var tick);
            var label = hasTick ? ticks.Label(tick) : string.Empty;
            var empty = hasTick && tick == 0 ? '─' : ' ';
            var place = row;
            var cells = Enumerable.Range(0, columns).Select(column => cell(place, column)).Select(drawn => drawn == ' ' ? empty : drawn);
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

    private static int RowOf(double number, PictureRange range, int height) => BlockDots.RowOf(range.Share(number), height * 2) / 2;
}
