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
        ["charbonnier"] = ["epsilon=0.5"],
        ["expectile"] = ["expectile=0.9", "expectile=0.1"],
        ["epsilon-insensitive"] = ["epsilon=0.5", "epsilon=0.25:power=2", "epsilon=0"],
        ["poisson-nll"] = ["log-input=false:epsilon=0.125", "full=true", "log-input=false:full=true"],
        ["gaussian-nll"] = ["full=true:epsilon=0.5"],
        ["tweedie"] = ["power=1.25", "power=1.9", "log-input=false:power=1.75:epsilon=0.125"],
        ["gamma-nll"] = ["shape=2.5", "shape=0.5:full=true", "log-input=false:epsilon=0.125", "log-input=false:full=true:shape=3"],
        ["negative-binomial-nll"] =
        [
            "dispersion=0.25", "dispersion=3:full=true", "log-input=false:epsilon=0.125", "log-input=false:full=true:dispersion=0.5",
        ],
        ["student-t-nll"] = ["degrees-of-freedom=1", "degrees-of-freedom=2.5:scale=0.5:full=true", "degrees-of-freedom=Infinity:scale=2"],
        ["cross-entropy"] =
        [
            "label-smoothing=0.25", "label-smoothing=0.25:smoothing-scope=others", "ignore-index=1", "z-loss=0.5",
            "z-loss=0.25:label-smoothing=0.25:ignore-index=1",
        ],
        ["linear-cross-entropy"] =
        [
            "label-smoothing=0.25", "label-smoothing=0.25:smoothing-scope=others", "ignore-index=1", "soft-cap=1.5",
            "soft-cap=3:label-smoothing=0.25", "z-loss=0.5", "z-loss=0.125:soft-cap=6:label-smoothing=0.25",
        ],
        ["nll"] = ["ignore-index=1"],
        ["focal"] = ["gamma=0", "gamma=0.5:alpha=null", "gamma=1:ignore-index=1", "gamma=5:alpha=2"],
        ["sigmoid-focal"] = ["gamma=0", "gamma=0.5:alpha=null", "gamma=1", "gamma=5:alpha=0.75"],
        ["asymmetric-multi-label"] =
        [
            "gamma-negative=0:gamma-positive=0:clip=0", "gamma-negative=2:gamma-positive=0.5:clip=0", "gamma-negative=1.5:clip=0.25",
        ],
        ["hinge"] = ["margin=0.25"],
        ["squared-hinge"] = ["margin=0.25"],
        ["multi-margin"] = ["p=2", "p=2:margin=0.5"],
        ["generalized-cross-entropy"] = ["q=0", "q=0.25:ignore-index=1", "q=1"],
        ["poly1-cross-entropy"] = ["epsilon=0", "epsilon=-0.5", "epsilon=3"],
        ["contrastive"] = ["margin=4:similar-label=0", "margin=8:half=true"],
        ["triplet"] = ["margin=3:distance=squared-euclidean", "margin=0.5:distance=cosine", "swap=true", "distance=cosine:swap=true"],
        ["cosine-embedding"] = ["margin=-0.5"],
        ["online-triplet"] =
        [
            "mining=batch-all", "mining=semi-hard", "distance=cosine:margin=0.5", "mining=batch-all:distance=squared-euclidean:margin=3",
            "mining=semi-hard:distance=cosine:margin=0.5",
        ],
        ["margin-ranking"] = ["margin=0.5"],
        ["nt-xent"] = ["temperature=0.0625:symmetric=false", "temperature=2"],
        ["info-nce"] = ["temperature=0.5:symmetric=true"],
        ["sup-con"] = ["temperature=0.5"],
        ["siglip"] = ["scale=2:bias=0.5", "scale=0"],
        ["n-pair"] = ["l2=0.25"],
        ["arcface"] = ["scale=4:margin=0.25", "margin=0"],
        ["cosface"] = ["scale=4:margin=0.5", "margin=0"],
        ["proxy-anchor"] = ["alpha=4:margin=0.5"],
        ["multi-similarity"] = ["alpha=1:beta=5:base=0.25", "epsilon=0.25:beta=10"],
        ["circle"] = ["margin=0.25:gamma=4"],
        ["kl-divergence"] = ["log-target=true"],
        ["distillation"] = ["temperature=0.5"],
        ["dice"] =
        [
            "activation=softmax:scope=class", "activation=sigmoid:scope=sample-class:smooth=0", "activation=softmax:squared-denominator=true:smooth=0.5",
            "activation=sigmoid:scope=class:squared-denominator=true", "ignore-index=1", "activation=softmax:scope=sample-class:ignore-index=1",
        ],
        ["jaccard"] = ["activation=softmax:scope=class:smooth=0", "activation=sigmoid:scope=sample-class", "ignore-index=1"],
        ["tversky"] =
        [
            "alpha=0.3:beta=0.7:activation=softmax:scope=class", "alpha=0:beta=1:scope=sample-class", "activation=sigmoid:smooth=0.125", "ignore-index=1",
        ],
        ["focal-tversky"] =
        [
            "gamma=1.5:alpha=0.7:beta=0.3:activation=softmax:scope=class", "activation=sigmoid:scope=sample-class", "smooth=0", "ignore-index=1",
        ],
        ["cross-entropy-dice"] = ["ce-weight=1:dice-weight=0.25:smooth=0", "ignore-index=1"],
        ["generalized-dice"] =
        [
            "activation=softmax", "activation=sigmoid:scope=sample:smooth=0.001", "activation=softmax:scope=sample:absent-weight=zero", "ignore-index=1",
        ],
        ["lovasz"] = ["classes=all:scope=sample", "mode=binary", "mode=binary:scope=sample", "ignore-index=1"],
        ["box-iou"] = ["epsilon=0.25"],
        ["giou"] = ["epsilon=0.25"],
        ["diou"] = ["epsilon=0"],
        ["ciou"] = ["epsilon=0.25"],
        ["eiou"] = ["epsilon=0.25"],
        ["ctc"] = ["blank=2", "zero-infinity=true"],
        ["gan-discriminator"] = ["kind=least-squares", "kind=hinge", "kind=wasserstein"],
        ["gan-generator"] = ["kind=minimax", "kind=least-squares", "kind=hinge", "kind=wasserstein"],
        ["vae"] = ["reconstruction-loss=bce-with-logits:beta=4", "reconstruction-loss=mse:beta=0.25"],
        ["total-variation"] = ["kind=isotropic", "kind=squared"],
        ["ssim"] = ["window=3:sigma=0.75", "data-range=4:k1=0.05:k2=0.1:window=5"],
        ["dpo"] = ["beta=0.5:label-smoothing=0.25", "kind=hinge:beta=0.25", "kind=ipo:beta=2"],
        ["curriculum"] = ["progress=0.5"],
    };

    /// <summary>Gives the option sets of a loss, the defaults first.</summary>
    /// <param name="id">The loss.</param>
    /// <returns>The options as the catalogue parses them, without the loss's name.</returns>
    public static IEnumerable<string> Of(string id) => [string.Empty, .. Table.GetValueOrDefault(id) ?? []];

    /// <summary>Gets the losses that the table names, to find those that no longer exist.</summary>
    public static IReadOnlyCollection<string> Named => Table.Keys;
}
