namespace LossKit;

/// <summary>The shapes in which losses are measured where none is named: those of a batch in practice.</summary>
internal static class UsualShapes
{
    private static readonly Dictionary<string, int[][]> ByLoss = new(StringComparer.Ordinal)
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

    /// <summary>Gives the shapes of a loss, the commonest first.</summary>
    /// <param name="loss">The loss.</param>
    /// <returns>At least one shape, with a length for each of its <see cref="LossAxes"/>.</returns>
    public static IReadOnlyList<int[]> Of(Loss loss)
    {
        if (ByLoss.TryGetValue(loss.Card.Id, out var shapes))
        {
            return shapes;
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
