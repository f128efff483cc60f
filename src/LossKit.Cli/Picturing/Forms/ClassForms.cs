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
}
