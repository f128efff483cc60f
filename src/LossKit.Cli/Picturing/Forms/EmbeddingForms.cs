namespace LossKit.Cli;

/// <summary>Paths for losses of embeddings: one of them moves on the unit circle, and the axis is its cosine to a fixed one.</summary>
internal static class EmbeddingForms
{
    // At ±1 itself the circle runs across the axis and the speed along it is infinite.
    private const double End = 1 - 1e-9;

    /// <summary>Gives the path for inputs of these names.</summary>
    /// <param name="names">The needed inputs.</param>
    /// <returns>The path, or null where the names are not known here.</returns>
    public static LossCurve? Of(string names) => names switch
    {
        "anchor positive negative" => new("cosine of anchor and positive", -End, End)
        {
            Held = "All three lie on the unit circle, the negative at a right angle to the anchor.",
            Cases =
            [
                new(string.Empty, [new("anchor", [1, 2], 1, 0), new("positive", [1, 2], OnCircle), new("negative", [1, 2], 0, -1)]),
            ],
        },
        "x1 x2" => Pairs("x1", "x2"),
        "query keys" => Pairs("query", "keys"),
        "embeddings labels" => new("cosine of one embedding to the rest of its class", -End, End)
        {
            Held = "Four embeddings on the unit circle: two of a class, one of which moves, and two of another class opposite to it.",
            Cases =
            [
                new(string.Empty,
                [
                    new("embeddings", [4, 2], moving => [1, 0, .. OnCircle(moving), -1, 0, -1, 0]),
                    new("labels", [4], 0, 0, 1, 1),
                ]),
            ],
        },
        _ => null,
    };

    private static LossCurve Pairs(string first, string second) => new("cosine of a pair's two views", -End, End)
    {
        Held = "Two pairs on the unit circle: one moves from the place of the other, at −1, to agreement, at 1.",
        Cases =
        [
            new(string.Empty,
            [
                new(first, [2, 2], 1, 0, -1, 0),
                new(second, [2, 2], moving => [.. OnCircle(moving), -1, 0]),
            ]),
        ],
    };

    private static PathNumber[] OnCircle(PathNumber cosine) => [cosine, PathNumber.Sqrt(1 - (cosine * cosine))];
}
