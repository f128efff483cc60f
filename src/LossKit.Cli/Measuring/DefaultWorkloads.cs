namespace LossKit.Cli;

/// <summary>What is measured where nothing else is asked for: some losses of each kind.</summary>
internal static class DefaultWorkloads
{
    /// <summary>Gets the losses that are measured where none is named.</summary>
    public static IReadOnlyList<string> Losses { get; } =
    [
        "mse", "mae", "huber", "smooth-l1", "quantile", "hinge", "log-cosh", "bce-with-logits", "soft-margin", "poisson-nll", "sigmoid-focal",
        "cross-entropy", "cross-entropy:label-smoothing=0.1", "focal", "dice:activation=softmax", "ctc", "nt-xent", "online-triplet",
    ];

    /// <summary>Gives the shapes of a loss: one with options is measured beside the plain one, in the commonest shape alone.</summary>
    /// <param name="text">The loss as it was written.</param>
    /// <param name="loss">The loss.</param>
    /// <returns>The shapes, at least one.</returns>
    public static IReadOnlyList<int[]> ShapesOf(string text, Loss loss) =>
        text.Contains(':', StringComparison.Ordinal) ? [UsualShapes.Of(loss)[0]] : UsualShapes.Of(loss);
}
