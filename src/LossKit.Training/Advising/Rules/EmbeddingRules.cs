namespace LossKit;

/// <summary>The branch of embeddings: what is known of which things belong together.</summary>
internal static class EmbeddingRules
{
    /// <summary>Gets the rules in the order they are asked.</summary>
    public static IReadOnlyList<AdviceRule> All { get; } =
    [
        AdviceRule.Said(
            Circumstance.TwoKinds,
            "things of two kinds belong together: images and texts",
            new("info-nce:symmetric=true", "rows and columns are classified, as in CLIP"),
            (new("siglip", "batches are small, or spread over machines: it has no softmax over the batch"), new("nt-xent", "the two kinds may be held against their own kind too")),
            "Labels that say which pairs are alike beyond the diagonal: siglip, or sup-con."),
        AdviceRule.Said(
            Circumstance.TwoViews,
            "there are two views of each thing, and no labels",
            new("nt-xent", "everything else in the batch is a negative"),
            (new("info-nce", "one view looks for the other, and not the reverse"), new("siglip", "batches are small")),
            "Labels: sup-con uses all of a class as positives."),
        AdviceRule.Said(
            Circumstance.Pairs,
            "pairs are known to be alike or not",
            new("contrastive", "distances mean something, so a threshold can be set"),
            (new("cosine-embedding", "angles are compared, not distances"), new("siglip", "pairs come in batches, each against all others")),
            "Labels for single things instead of pairs: online-triplet."),
        AdviceRule.Said(
            Circumstance.Triplets,
            "triplets of anchor, positive and negative are at hand",
            new("triplet", "only the order of distances is asked for"),
            (new("n-pair", "each anchor has many negatives"), new("contrastive", "distances themselves shall mean something")),
            "Labels: online-triplet finds the triplets that matter."),
        AdviceRule.Said(
            Circumstance.Order,
            "the order of pairs is known",
            new("margin-ranking:margin=1", "it asks for the order only"),
            (new("soft-margin", "the probability of the order is wanted: of the difference"), new("hinge", "a loss of one number is handier: of the difference")),
            "How much better is known, too: regression on it."),
        AdviceRule.Said(
            Circumstance.ClassCentres,
            "there are many classes, and a classifier's weights are their centres: faces",
            new("arcface", "a margin of angle between classes"),
            (new("cosface", "arcface does not settle: its margin is gentler near the centre"), new("proxy-anchor", "classes have few rows each")),
            "New classes all the time: online-triplet, or multi-similarity."),
        AdviceRule.Said(
            Circumstance.NoisyLabels,
            "labels of the batches are often wrong",
            new("online-triplet:mining=semi-hard", "the hardest triplets are often mistakes, and it leaves them out"),
            (new("sup-con", "an average over all positives drowns the wrong ones"), new("proxy-anchor", "classes can be known by a centre, which few wrong labels move")),
            "Labels that were cleaned: batch-hard."),
        AdviceRule.Otherwise(
            "labelled-batches",
            _ => "batches with labels are taken for granted, and nothing was said that asks for more",
            new("online-triplet:mining=batch-hard", "the triplets that matter are found in the batch"),
            (new("multi-similarity", "no triplet shall be chosen: all pairs are weighed"), new("sup-con", "batches are large, and all of a class count as positives")),
            "Wrong labels, centres of classes, or no labels at all."),
    ];
}
