namespace LossKit.Cli;

/// <summary>The path for variational losses; adversaries and moments are numbers.</summary>
internal static class GenerativeForms
{
    /// <summary>Gets the path of one reconstructed pixel, with the latent code at its prior.</summary>
    public static LossCurve Reconstruction { get; } = new("reconstruction of a pixel that is 1", 0, 1)
    {
        Held = "The latent code has mean 0 and log-variance 0, where its divergence from the prior is 0.",
        Cases =
        [
            new(string.Empty,
            [
                new("reconstruction", [1, 1], pixel => [pixel]),
                new("target", [1, 1], 1),
                new("mean", [1, 1], 0),
                new("log-variance", [1, 1], 0),
            ]),
        ],
    };
}
