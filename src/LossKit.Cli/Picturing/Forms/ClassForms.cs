namespace LossKit.Cli;

/// <summary>The path for losses of class scores.</summary>
internal static class ClassForms
{
    /// <summary>Gets the path of the true class's score among three.</summary>
    public static LossCurve Scores { get; } = new("score of the true class; two other classes are at 0", -6, 6)
    {
        Cases =
        [
            new(string.Empty, [new("prediction", [1, 3], moving => [moving, 0, 0]), new("target", [1], 0)]),
        ],
    };

    /// <summary>
    /// Gets the same path where the scores are made of hidden states and weights: one hidden number moves, and is the true class's score.
    /// </summary>
    public static LossCurve HiddenStates { get; } = Scores with
    {
        Cases =
        [
            new(string.Empty,
            [
                new("hidden", [1, 2], moving => [moving, 1]),
                new("weights", [3, 2], 1, 0, 0, 0, 0, 0),
                new("target", [1], 0),
            ]),
        ],
    };
}
