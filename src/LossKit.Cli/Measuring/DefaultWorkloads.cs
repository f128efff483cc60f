namespace LossKit.Cli;

/// <summary>What is measured where nothing else is asked for: some losses of each kind, and a usual shape for every loss.</summary>
internal static class DefaultWorkloads
{
    private const string Smoothed = "cross-entropy:label-smoothing=0.1";

    private static readonly Dictionary<string, int[][]> ByText = new(StringComparer.Ordinal)
    {
        // Many classes, the vocabularies of language models, and few.
        ["cross-entropy"] = [[256, 1000], [64, 32_000], [16, 128_256], [1024, 10], [65_536, 10]],
        ["linear-cross-entropy"] = [[2048, 512, 32_000]],
        ["triplet"] = [[4096, 128]],
        ["ssim"] = [[8, 3, 128, 128]],
        ["vae"] = [[256, 784, 32]],
        ["gaussian-kl"] = [[4096, 64]],
        ["uncertainty-weighting"] = [[8]],
    };

    private static readonly Dictionary<string, int[]> ByAxes = new(StringComparer.Ordinal)
    {
        ["NxC"] = [256, 1000],
        ["NxD"] = [512, 128],
        ["NxDxC"] = [1024, 128, 1000],
        ["TxNxCxS"] = [150, 32, 80, 40],
        ["NxCxHxW"] = [8, 3, 256, 256],
    };

    /// <summary>Gets the losses that are measured where none is named.</summary>
    public static IReadOnlyList<string> Losses { get; } =
    [
        "mse", "mae", "huber", "smooth-l1", "quantile", "hinge", "log-cosh", "bce-with-logits", "soft-margin", "poisson-nll", "sigmoid-focal",
        "cross-entropy", Smoothed, "focal", "dice:activation=softmax", "ctc", "nt-xent", "online-triplet",
    ];

    /// <summary>Gives the shapes that a loss usually has.</summary>
    /// <param name="text">The loss as it was written.</param>
    /// <param name="loss">The loss.</param>
    /// <returns>The shapes, at least one.</returns>
    public static IReadOnlyList<int[]> ShapesOf(string text, Loss loss)
    {
        if (ByText.TryGetValue(text, out var shapes) || ByText.TryGetValue(loss.Card.Id, out shapes))
        {
            return string.Equals(text, Smoothed, StringComparison.Ordinal) ? shapes[..1] : shapes;
        }

        var axes = LossAxes.Of(loss);
        return [(axes.AreAny, loss.Card.Family, axes.ToString()) switch
        {
            (true, _, _) => [1 << 20],
            (_, LossFamily.Region, _) => [4, 3, 256, 256],
            (_, LossFamily.Embedding, "NxD") when loss.Card.Inputs.Any(input => input.Role == InputRole.Label) => [1024, 128],
            (_, _, var names) when ByAxes.TryGetValue(names, out var shape) => shape,
            (_, _, var names) when names.StartsWith("NxC", StringComparison.Ordinal) => ByAxes["NxC"],
            _ => [1 << 16],
        }];
    }
}
