namespace LossKit.Cli;

/// <summary>Losses that are worth seeing over each other.</summary>
/// <param name="Id">What its file is called.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Losses">The losses as the catalogue parses them.</param>
internal sealed record CurvePreset(string Id, string Title, IReadOnlyList<string> Losses)
{
    /// <summary>Gets the comparisons that the explorer offers.</summary>
    public static IReadOnlyList<CurvePreset> All { get; } =
    [
        new("regression", "Regression losses", ["mse", "mae", "huber", "log-cosh", "quantile:quantile=0.9", "general-robust:alpha=-2"]),
        new(
            "focal",
            "Focal γ = 0, 1, 2, 5",
            ["focal:gamma=0:alpha=null", "focal:gamma=1:alpha=null", "focal:gamma=2:alpha=null", "focal:gamma=5:alpha=null"]),
        new("margins", "Losses of a margin", ["hinge", "squared-hinge", "soft-margin"]),
        new(
            "smoothing",
            "Label smoothing 0, 0.1, 0.3",
            ["cross-entropy", "cross-entropy:label-smoothing=0.1", "cross-entropy:label-smoothing=0.3"]),
    ];
}
