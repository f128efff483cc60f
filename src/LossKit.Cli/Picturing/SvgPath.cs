using System.Globalization;
using System.Text;

namespace LossKit.Cli;

/// <summary>Writes heights as the path of a line, with no more points than its bends need.</summary>
internal static class SvgPath
{
    // In tenths of a pixel: how far a point may lie off the line that leaves it out.
    private const double Straightness = 1.5;

    // Far outside every picture, and small enough for every reader of SVG.
    private const long Outside = 100_000;

    /// <summary>Gives the path.</summary>
    /// <param name="heights">The numbers at equal steps; what is not finite interrupts the line.</param>
    /// <param name="left">Where the first one stands.</param>
    /// <param name="width">How far it is to the last one.</param>
    /// <param name="place">Gives the vertical place of a number.</param>
    /// <returns>The path's commands; empty where nothing is finite.</returns>
    public static string Of(double[] heights, int left, int width, Func<double, double> place)
    {
        var path = new StringBuilder();
        var run = new List<(long X, long Y)>();
        foreach (var (step, height) in heights.Index())
        {
            if (!double.IsFinite(height))
            {
                Write(run, path);
                continue;
            }

            run.Add((Tenths(left + ((double)width * step / (heights.Length - 1))), Math.Clamp(Tenths(place(height)), -Outside, Outside)));
        }

        Write(run, path);
        return path.ToString();
    }

    private static void Write(List<(long X, long Y)> run, StringBuilder path)
    {
        if (run.Count > 1)
        {
            path.Append('M').Append(Text(run[0].X)).Append(' ').Append(Text(run[0].Y));
            var start = 0;
            while (start < run.Count - 1)
            {
                var end = start + 1;
                while (end + 1 < run.Count && IsStraight(run, start, end + 1))
                {
                    end++;
                }

                path.Append('L').Append(Text(run[end].X)).Append(' ').Append(Text(run[end].Y));
                start = end;
            }
        }

        run.Clear();
    }

    private static bool IsStraight(List<(long X, long Y)> run, int start, int end)
    {
        var (from, to) = (run[start], run[end]);
        for (var between = start + 1; between < end; between++)
        {
            var expected = from.Y + ((double)(to.Y - from.Y) * (run[between].X - from.X) / (to.X - from.X));
            if (Math.Abs(run[between].Y - expected) > Straightness)
            {
                return false;
            }
        }

        return true;
    }

    // Rounded twice: the last bits of a function of the system's library, which may differ, are gone before a tie is decided.
    private static long Tenths(double number) => (long)Math.Round(Math.Round(Math.Clamp(number, -Outside, Outside) * 10, 5));

    private static string Text(long tenths) => (tenths / 10.0).ToString("0.#", CultureInfo.InvariantCulture);
}
