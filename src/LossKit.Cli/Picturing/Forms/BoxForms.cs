namespace LossKit.Cli;

/// <summary>The path for losses of boxes.</summary>
internal static class BoxForms
{
    /// <summary>Gets the path of a box that slides over its target, and of one that grows around it.</summary>
    public static LossCurve Shifted { get; } = new("shift of the predicted box to the right, in widths of the target", -2, 2)
    {
        Held = "Target and prediction are squares of the same size at the same height; at ±1 they touch.",
        Cases =
        [
            new(string.Empty, [new("prediction", [1, 4], moving => [moving, 0, moving + 1, 1]), new("target", [1, 4], 0, 0, 1, 1)]),
        ],
    };
}
