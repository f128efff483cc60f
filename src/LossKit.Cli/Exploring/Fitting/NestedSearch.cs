namespace LossKit.Cli;

/// <summary>
/// Finds the least value of a convex loss: for each slope the best height, by halving an interval, and among slopes by the golden section,
/// since the least value over heights is convex in the slope. Neither needs derivatives to be continuous.
/// </summary>
internal static class NestedSearch
{
    private const int Halvings = 80;
    private const int Sections = 100;
    private const int Widenings = 24;

    // (√5 − 1)/2.
    private const double Golden = 0.6180339887498949;

    /// <summary>Finds the best line.</summary>
    /// <param name="objective">What is to be least.</param>
    /// <returns>Its height in the middle, and its slope.</returns>
    public static (double Height, double Slope) Minimise(LineObjective objective)
    {
        if (objective.Width == 0)
        {
            return (BestHeight(objective, 0), 0);
        }

        var reach = Reach(objective);
        var (low, high) = (-reach, reach);
        var (left, right) = (high - (Golden * (high - low)), low + (Golden * (high - low)));
        var (atLeft, atRight) = (Least(objective, left), Least(objective, right));
        for (var section = 0; section < Sections; section++)
        {
            if (atLeft <= atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (Golden * (high - low));
                atLeft = Least(objective, left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (Golden * (high - low));
                atRight = Least(objective, right);
            }
        }

        var slope = atLeft <= atRight ? left : right;
        return (BestHeight(objective, slope), slope);
    }

    // Steeper and steeper, until neither end is better than half the way to it.
    private static double Reach(LineObjective objective)
    {
        var reach = Math.Max(1, 2 * objective.Spread / objective.Width);
        for (var widening = 0; widening < Widenings; widening++)
        {
            if (Least(objective, reach) > Least(objective, reach / 2) && Least(objective, -reach) > Least(objective, -reach / 2))
            {
                return reach;
            }

            reach *= 2;
        }

        return reach;
    }

    private static double Least(LineObjective objective, double slope) => objective.Value(BestHeight(objective, slope), slope);

    private static double BestHeight(LineObjective objective, double slope)
    {
        var (low, high) = objective.Rests(slope);

        // A loss that is least beside its target lies outside what is left of the targets.
        var room = Math.Max(1, high - low);
        (low, high) = (low - room, high + room);
        for (var halving = 0; halving < Halvings && low < high; halving++)
        {
            var middle = low + ((high - low) / 2);
            var rise = objective.Slopes(middle, slope).ByHeight;
            if (rise == 0)
            {
                return middle;
            }

            (low, high) = rise > 0 ? (low, middle) : (middle, high);
        }

        return low + ((high - low) / 2);
    }
}
