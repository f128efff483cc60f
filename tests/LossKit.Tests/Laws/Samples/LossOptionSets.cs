namespace LossKit.Tests;

/// <summary>
/// What a card cannot say: the option values under which the laws run, beside the defaults. Every option must stand here at
/// another value than its default; a test sees to it.
/// </summary>
internal static class LossOptionSets
{
    private static readonly Dictionary<string, string[]> Table = new(StringComparer.Ordinal)
    {
        ["huber"] = ["delta=0.5"],
        ["smooth-l1"] = ["beta=0.25", "beta=0"],
        ["quantile"] = ["quantile=0.9", "quantile=0", "quantiles=0.1/0.5/0.9", "quantiles=0.3"],
        ["asymmetric-mse"] = ["over-penalty=0.5:under-penalty=3", "over-penalty=0", "under-penalty=2"],
        ["mape"] = ["epsilon=0.5"],
        ["general-robust"] =
        [
            "alpha=2", "alpha=0", "alpha=-2:scale=0.5", "alpha=0.5", "alpha=1.5:scale=3", "alpha=3", "alpha=-Infinity",
            "alpha=Infinity:scale=3",
        ],
        ["poisson-nll"] = ["log-input=false:epsilon=0.125", "full=true", "log-input=false:full=true"],
        ["gaussian-nll"] = ["full=true:epsilon=0.5"],
        ["cross-entropy"] = ["label-smoothing=0.25", "label-smoothing=0.25:smoothing-scope=others", "ignore-index=1"],
        ["nll"] = ["ignore-index=1"],
        ["focal"] = ["gamma=0", "gamma=0.5:alpha=null", "gamma=1:ignore-index=1", "gamma=5:alpha=2"],
        ["sigmoid-focal"] = ["gamma=0", "gamma=0.5:alpha=null", "gamma=1", "gamma=5:alpha=0.75"],
        ["hinge"] = ["margin=0.25"],
        ["squared-hinge"] = ["margin=0.25"],
        ["multi-margin"] = ["p=2", "p=2:margin=0.5"],
        ["poly1-cross-entropy"] = ["epsilon=0", "epsilon=-0.5", "epsilon=3"],
        ["margin-ranking"] = ["margin=0.5"],
        ["nt-xent"] = ["temperature=0.0625:symmetric=false", "temperature=2"],
        ["info-nce"] = ["temperature=0.5:symmetric=true"],
        ["sup-con"] = ["temperature=0.5"],
        ["siglip"] = ["scale=2:bias=0.5", "scale=0"],
        ["n-pair"] = ["l2=0.25"],
        ["arcface"] = ["scale=4:margin=0.25", "margin=0"],
        ["cosface"] = ["scale=4:margin=0.5", "margin=0"],
        ["proxy-anchor"] = ["alpha=4:margin=0.5"],
    };

    /// <summary>Gives the option sets of a loss, the defaults first.</summary>
    /// <param name="id">The loss.</param>
    /// <returns>The options as the catalogue parses them, without the loss's name.</returns>
    public static IEnumerable<string> Of(string id) => [string.Empty, .. Table.GetValueOrDefault(id) ?? []];

    /// <summary>Gets the losses that the table names, to find those that no longer exist.</summary>
    public static IReadOnlyCollection<string> Named => Table.Keys;
}
