namespace LossKit.Cli;

/// <summary>Paths for losses of a prediction against a target: what moves is the prediction, and the domains say what it is.</summary>
internal static class ElementForms
{
    private const double SomeCount = 2;

    /// <summary>Gives the path for a loss.</summary>
    /// <param name="loss">The loss.</param>
    /// <returns>The path.</returns>
    public static LossCurve Of(MatchedLoss loss)
    {
        var (prediction, target) = (loss.Card.Inputs[0].Domain, loss.Card.Inputs[1].Domain);
        var columns = loss.HasColumns ? loss.PredictionsPerTarget : 1;
        return target switch
        {
            { IsEndsOnly: true, Lower: -1 } => new("score s, for the target +1", -3, 3) { Cases = [Against(1, string.Empty, columns)] },
            { Lower: 0, Upper: 1 } when prediction.IsUnbounded => new("logit z", -6, 6) { Cases = Labels(columns) },
            { Lower: 0, Upper: 1 } => new("probability p", 0, 1) { Cases = Labels(columns) },
            { IsUnbounded: true } when prediction.IsUnbounded => new("error e = prediction − target", -3, 3)
            {
                Cases = [Against(0, string.Empty, columns)],
            },
            _ => new("prediction, for the target 2", prediction.IsUnbounded ? -3 : prediction.Lower + 0.25, prediction.IsUnbounded ? 3 : 6)
            {
                Cases = [Against(SomeCount, string.Empty, columns)],
            },
        };
    }

    private static CurveCase[] Labels(int columns) => [Against(1, "target 1", columns), Against(0, "target 0", columns)];

    private static CurveCase Against(double target, string name, int columns) => new(name,
    [
        new("prediction", columns == 1 ? [1] : [1, columns], moving => [.. Enumerable.Repeat(moving, columns)]),
        new("target", [1], target),
    ]);
}
