namespace LossKit.Cli;

/// <summary>
/// From where to where a picture's heights go. The value is shown whole unless it runs off to infinity; derivatives may stretch the
/// picture, but not so far that the value becomes a flat line.
/// </summary>
/// <param name="Low">The least height.</param>
/// <param name="High">The greatest height.</param>
internal readonly record struct PictureRange(double Low, double High)
{
    // The share of the heights that is shown when the rest runs off.
    private const double Bulk = 0.96;

    // More than this many times the bulk is running off.
    private const double RunningOff = 2.5;

    // Beyond it, differences and margins would be infinite.
    private const double Largest = 1e300;

    // How far derivatives may go beyond the value's own range, in its height.
    private const double Stretch = 1.25;

    /// <summary>Gives the range for lines that share a picture.</summary>
    /// <param name="lines">The lines; those of values decide.</param>
    /// <returns>The range, with 0 in it.</returns>
    public static PictureRange Of(IEnumerable<CurveLine> lines)
    {
        var all = lines.ToArray();
        var (low, high) = Extent(all.Where(line => line.Quantity == CurveQuantity.Value));
        var others = all.Where(line => line.Quantity != CurveQuantity.Value).ToArray();
        var (otherLow, otherHigh) = Extent(others);
        var room = Stretch * (high - low);
        if (room == 0)
        {
            return Padded(Math.Min(low, otherLow), Math.Max(high, otherHigh));
        }

        return Padded(Math.Min(low, Math.Max(otherLow, low - room)), Math.Max(high, Math.Min(otherHigh, high + room)));
    }

    /// <summary>
    /// Gives the range for lines of one quantity that have a picture to themselves, so that a derivative fills it as a value does.
    /// </summary>
    /// <param name="lines">The lines.</param>
    /// <returns>The range, with 0 in it.</returns>
    public static PictureRange Alone(IEnumerable<CurveLine> lines) =>
        Of(lines.Select(line => line with { Quantity = CurveQuantity.Value }));

    /// <summary>Gives the share of the height at which a number stands, from 0 at the bottom to 1 at the top.</summary>
    /// <param name="number">The number.</param>
    /// <returns>The share; outside [0, 1] where the number is outside.</returns>
    public double Share(double number) => (number - Low) / (High - Low);

    private static PictureRange Padded(double low, double high)
    {
        var margin = high > low ? 0.04 * (high - low) : 1;
        return new(low - (low < 0 || high == low ? margin : 0), high + margin);
    }

    private static (double Low, double High) Extent(IEnumerable<CurveLine> lines)
    {
        var heights = lines.SelectMany(line => line.Finite).Select(height => Math.Clamp(height, -Largest, Largest)).Order().ToArray();
        if (heights.Length == 0)
        {
            return (0, 0);
        }

        var rest = (int)((1 - Bulk) / 2 * heights.Length);
        var (low, high) = (heights[rest], heights[^(rest + 1)]);
        var room = RunningOff * Math.Max(high - low, Math.Max(Math.Abs(high), Math.Abs(low)));
        low = heights[0] < low - room ? low : heights[0];
        high = heights[^1] > high + room ? high : heights[^1];
        return (Math.Min(0, low), Math.Max(0, high));
    }
}
