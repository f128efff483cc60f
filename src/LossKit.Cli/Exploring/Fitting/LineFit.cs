namespace LossKit.Cli;

/// <summary>
/// Fits the straight line of least loss. Convex losses are searched by nested intervals, which kinks do not disturb, and polished by
/// Newton's method; the others begin from many lines and follow reweighted least squares from the best of them.
/// </summary>
internal static class LineFit
{
    /// <summary>Says whether a loss takes a line's heights as predictions of any numbers.</summary>
    /// <param name="loss">The loss.</param>
    /// <returns>Whether it does.</returns>
    public static bool Takes(Loss loss) =>
        loss is MatchedLoss { HasColumns: false, PredictionsPerTarget: 1 }
        && loss.Reduction != Reduction.None
        && loss.Card.Inputs[0].Domain.IsUnbounded
        && loss.Card.Inputs[1].Domain.IsUnbounded;

    /// <summary>Fits a line.</summary>
    /// <param name="text">The loss, as the catalogue parses it.</param>
    /// <param name="points">The points, at least two.</param>
    /// <returns>The line; level where all inputs are the same.</returns>
    /// <exception cref="UsageException">The loss does not compare numbers with numbers, or has no finite value at any line.</exception>
    /// <exception cref="LossException">The loss or an option is unknown, or a value lies outside its domain.</exception>
    public static FittedLine Of(string text, IReadOnlyList<PlanePoint> points)
    {
        var loss = LossCatalog.Parse(text);
        if (!Takes(loss) || loss is not MatchedLoss matched)
        {
            throw new UsageException(
                $"{text} fits no line: choose a loss of any numbers against any numbers with a reduction, such as mse or huber.");
        }

        var objective = new LineObjective(matched, points);
        var (height, slope) = loss.Traits.HasFlag(LossTraits.Convex) ? NestedSearch.Minimise(objective) : ManyStarts.Minimise(objective);
        (height, slope) = NewtonPolish.Improve(objective, height, slope);
        var line = objective.Line(height, slope);
        return double.IsFinite(line.Intercept) && double.IsFinite(line.Slope) && double.IsFinite(line.Value)
            ? line
            : throw new UsageException($"{text} has no finite value at any line through these points: choose other options.");
    }
}
