namespace LossKit.Cli;

/// <summary>Paths for losses of images.</summary>
internal static class ImageForms
{
    // Large enough for the windows that similarity is measured in.
    private const int Side = 16;

    private static readonly double[] Board =
        [.. Enumerable.Range(0, Side * Side).Select(pixel => ((pixel / Side / 2) + (pixel % Side / 2)) % 2 == 0 ? 0.25 : 0.75)];

    /// <summary>Gets the path of a prediction's contrast against a target.</summary>
    public static LossCurve Contrast { get; } = new("contrast of the prediction; the target's is 1", -1, 1.5)
    {
        Held = "Both show the same board of light and dark squares around the same grey; at −1 they are swapped.",
        Cases =
        [
            new(string.Empty,
            [
                new("prediction", [1, 1, Side, Side], contrast => Array.ConvertAll(Board, pixel => 0.5 + (contrast * (pixel - 0.5)))),
                new("target", [1, 1, Side, Side], Board),
            ]),
        ],
    };

    /// <summary>Gets the path of an edge's height.</summary>
    public static LossCurve Step { get; } = new("height of the edge in an image of 2 × 2 pixels", -3, 3)
    {
        Cases = [new(string.Empty, [new("prediction", [1, 1, 2, 2], height => [0, height, 0, height])])],
    };
}
