namespace LossKit.Cli;

/// <summary>Paths for losses of regions.</summary>
internal static class RegionForms
{
    private const string Everywhere = "Two pixels belong to the region and two do not; all are predicted equally well.";

    /// <summary>Gives the path for a loss: of probabilities where it takes them as they come, else of logits.</summary>
    /// <param name="loss">The loss.</param>
    /// <returns>The path.</returns>
    public static LossCurve Of(Loss loss) =>
        loss.Card.Options.Any(option => option is { Name: "activation", Default: "none" }) ? Probabilities : Logits;

    private static LossCurve Probabilities { get; } = new("probability of what is true, at every pixel", 0, 1)
    {
        Held = Everywhere,
        Cases =
        [
            new(string.Empty,
            [
                new("prediction", [1, 1, 4], moving => [moving, moving, 1 - moving, 1 - moving]),
                new("target", [1, 1, 4], 1, 1, 0, 0),
            ]),
        ],
    };

    private static LossCurve Logits { get; } = new("lead of the true class's logit, at every pixel", -6, 6)
    {
        Held = Everywhere,
        Cases =
        [
            new(string.Empty,
            [
                new("prediction", [1, 2, 4], moving => [0, 0, moving, moving, moving, moving, 0, 0]),
                new("target", [1, 4], 1, 1, 0, 0),
            ]),
        ],
    };
}
