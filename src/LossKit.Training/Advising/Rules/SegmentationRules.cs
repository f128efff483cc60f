namespace LossKit;

/// <summary>The branch of regions of images.</summary>
internal static class SegmentationRules
{
    /// <summary>Gets the rules in the order they are asked.</summary>
    public static IReadOnlyList<AdviceRule> All { get; } =
    [
        AdviceRule.Said(
            Circumstance.CostlyMisses,
            "a miss costs more than a false alarm",
            new("tversky:alpha=0.3:beta=0.7", "two weights for the two errors"),
            (new("focal-tversky:alpha=0.3:beta=0.7", "small regions are the ones that are missed"), new("dice", "both errors cost the same after all")),
            "The other error costs more: swap the two weights."),
        AdviceRule.Said(
            Circumstance.ClassImbalance,
            "several classes are of very different volumes",
            new("generalized-dice", "each class counts by its inverse volume"),
            (new("dice:scope=class", "each class shall count the same"), new("cross-entropy-dice", "generalized-dice does not settle: it is steadier")),
            "Classes that are missing from most images, for which the inverse volume is huge: dice:scope=class."),
        AdviceRule.Said(
            Circumstance.JudgedByOverlap,
            "the result is judged by intersection over union",
            new("lovasz", "it extends the measure itself"),
            (new("jaccard", "a smooth stand-in is enough"), new("dice", "regions are small")),
            "A start from nothing: begin with cross-entropy-dice and end with lovasz."),
        AdviceRule.Said(
            Circumstance.SmallRegions,
            "regions are small in large images",
            new("dice", "overlap does not see the background"),
            (new("cross-entropy-dice", "dice does not settle: it is steadier"), new("jaccard", "large errors shall weigh more")),
            "Regions that fill a good part of the image: cross-entropy."),
        AdviceRule.Otherwise(
            "regions",
            _ => "regions of images, and nothing was said that asks for more",
            new("cross-entropy-dice", "cross-entropy is steady, and dice looks at the overlap that counts"),
            (new("dice", "regions are small in large images"), new("cross-entropy", "regions fill a good part of the image, and probabilities are wanted")),
            "Small regions, classes of very different volumes, misses that cost more, or a judge that is intersection over union."),
    ];
}
