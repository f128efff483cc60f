namespace LossKit.Cli;

/// <summary>
/// Looks for the least value of a loss that may have several valleys: lines through pairs of points are tried, and from the best ones
/// weighted least squares go down, each point weighing as much as its slope divided by its error (Holland and Welsch, 1977).
/// </summary>
internal static class ManyStarts
{
    // So many points have 435 pairs.
    private const int MostPaired = 30;
    private const int Followed = 6;
    private const int Steps = 300;

    /// <summary>Finds the best line.</summary>
    /// <param name="objective">What is to be least.</param>
    /// <returns>Its height in the middle, and its slope.</returns>
    public static (double Height, double Slope) Minimise(LineObjective objective)
    {
        var ends = Starts(objective)
            .OrderBy(line => objective.Value(line.Height, line.Slope))
            .Take(Followed)
            .Select(line => Follow(objective, line))
            .ToArray();
        return ends.MinBy(line => objective.Value(line.Height, line.Slope));
    }

    private static IEnumerable<(double Height, double Slope)> Starts(LineObjective objective)
    {
        yield return NestedSearch.Minimise(new LineObjective(new MseLoss(), objective.Points));
        var paired = objective.Points.Take(MostPaired).ToArray();
        for (var i = 0; i < paired.Length; i++)
        {
            for (var j = i + 1; j < paired.Length; j++)
            {
                if (paired[i].X != paired[j].X)
                {
                    var slope = (paired[j].Y - paired[i].Y) / (paired[j].X - paired[i].X);
                    yield return (paired[i].Y + (slope * (objective.Middle - paired[i].X)), slope);
                }
            }
        }
    }

    private static (double Height, double Slope) Follow(LineObjective objective, (double Height, double Slope) line)
    {
        var value = objective.Value(line.Height, line.Slope);
        for (var step = 0; step < Steps && objective.Reweighted(line.Height, line.Slope) is { } next; step++)
        {
            var nextValue = objective.Value(next.Height, next.Slope);
            if (!(nextValue < value))
            {
                break;
            }

            (line, value) = (next, nextValue);
        }

        return line;
    }
}
