namespace LossKit.Cli;

/// <summary>
/// Paths for losses of embeddings: two of them move apart, or one moves on the unit circle and the axis is its cosine to a fixed one.
/// </summary>
internal static class EmbeddingForms
{
    // At ±1 itself the circle runs across the axis and the speed along it is infinite.
    private const double End = 1 - 1e-9;

    /// <summary>Gives the path for inputs.</summary>
    /// <param name="inputs">The needed inputs.</param>
    /// <returns>The path, or null where they are not known here.</returns>
    public static LossCurve? Of(LossInput[] inputs) => Array.ConvertAll(inputs, input => input.Name) switch
    {
        [var first, var second, "label"] when inputs[2].Domain.Lower < 0 => Angle(first, second),
        [var first, var second, "label"] => Distance(first, second),
        ["anchor", "positive", "negative"] => Triplet,
        [var embeddings, var centres, "target"] => Centres(embeddings, centres),
        [var first, var second] when inputs[1].Role == InputRole.Differentiable => Pairs(first, second),
        [var embeddings, var labels] => Classes(embeddings, labels),
        _ => null,
    };

    private static LossCurve Triplet { get; } = new("cosine of anchor and positive", -End, End)
    {
        Held = "All three lie on the unit circle, the negative at a right angle to the anchor.",
        Cases =
        [
            new(string.Empty, [new("anchor", [1, 2], 1, 0), new("positive", [1, 2], OnCircle), new("negative", [1, 2], 0, -1)]),
        ],
    };

    private static LossCurve Distance(string first, string second) => new("distance d of the pair", 0, 2)
    {
        Cases = [Apart(first, second, 1), Apart(first, second, 0)],
    };

    private static CurveCase Apart(string first, string second, double label) => new(
        $"label {label}", [new(first, [1, 2], 0, 0), new(second, [1, 2], distance => [distance, 0]), new("label", [1], label)]);

    private static LossCurve Angle(string first, string second) => new("cosine of the pair", -End, End)
    {
        Cases = [AtAngle(first, second, 1), AtAngle(first, second, -1)],
    };

    private static CurveCase AtAngle(string first, string second, double label) => new(
        label > 0 ? "label +1" : "label −1", [new(first, [1, 2], 1, 0), new(second, [1, 2], OnCircle), new("label", [1], label)]);

    private static LossCurve Pairs(string first, string second) => new("cosine of a pair's two views", -End, End)
    {
        Held = "Two pairs on the unit circle: one view moves, and the other pair lies at a right angle to the view that stays.",
        Cases =
        [
            new(string.Empty,
            [
                new(first, [2, 2], 1, 0, 0, -1),
                new(second, [2, 2], moving => [.. OnCircle(moving), 0, -1]),
            ]),
        ],
    };

    private static LossCurve Centres(string embeddings, string centres) => new("cosine of an embedding to its class", -End, End)
    {
        Held = "It moves on the unit circle; another class lies at a right angle to its own.",
        Cases =
        [
            new(string.Empty, [new(embeddings, [1, 2], OnCircle), new(centres, [2, 2], 1, 0, 0, -1), new("target", [1], 0)]),
        ],
    };

    private static LossCurve Classes(string embeddings, string labels) =>
        new("cosine of an embedding to the other one of its class", -End, End)
        {
            Held = "Four embeddings on the unit circle: two of a class, one of which moves, and two of a class at a right angle to the other.",
            Cases =
            [
                new(string.Empty,
                [
                    new(embeddings, [4, 2], moving => [1, 0, .. OnCircle(moving), 0, -1, 0, -1]),
                    new(labels, [4], 0, 0, 1, 1),
                ]),
            ],
        };

    private static PathNumber[] OnCircle(PathNumber cosine) => [cosine, PathNumber.Sqrt(1 - (cosine * cosine))];
}
