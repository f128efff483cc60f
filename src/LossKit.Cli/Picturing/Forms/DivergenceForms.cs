namespace LossKit.Cli;

/// <summary>Paths for losses of a distribution against another, which stays at 0.7 and 0.3.</summary>
internal static class DivergenceForms
{
    private const double Likely = 0.7;

    // A logarithm of 0 is no place to start from.
    private const double End = 0.005;

    /// <summary>Gives the path for what the predictions are.</summary>
    /// <param name="prediction">The predictions: probabilities, their logarithms, or logits.</param>
    /// <returns>The path.</returns>
    public static LossCurve Of(LossInput prediction) =>
        prediction.Shape.Contains("logit", StringComparison.Ordinal) ? Logits
        : double.IsFinite(prediction.Domain.Lower) ? Probabilities(probability => [probability, 1 - probability])
        : Probabilities(probability => [PathNumber.Log(probability), PathNumber.Log(1 - probability)]);

    private static LossCurve Logits { get; } = new("logit of the first of two classes; the second is at 0", -6, 6)
    {
        Held = "The target's logits are 2 and 0.",
        Cases = [new(string.Empty, [new("prediction", [1, 2], logit => [logit, 0]), new("target", [1, 2], 2, 0)])],
    };

    private static LossCurve Probabilities(Func<PathNumber, PathNumber[]> prediction) =>
        new("predicted probability of the first of two classes", End, 1 - End)
        {
            Held = "The target gives it 0.7.",
            Cases = [new(string.Empty, [new("prediction", [1, 2], prediction), new("target", [1, 2], Likely, 1 - Likely)])],
        };
}
