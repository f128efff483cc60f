namespace LossKit;

/// <summary>The branch of models that make images, texts or other samples.</summary>
internal static class GenerativeRules
{
    /// <summary>Gets the rules in the order they are asked.</summary>
    public static IReadOnlyList<AdviceRule> All { get; } =
    [
        AdviceRule.Said(
            Circumstance.Preferences,
            "people said which of two answers is better",
            new("dpo", "no reward model in between"),
            (new("dpo:kind=ipo", "preferences are nearly certain, where dpo runs away from its reference"), new("margin-ranking", "a reward model is wanted: of its two rewards")),
            "Single answers with a mark instead of pairs: regression on the mark."),
        AdviceRule.Said(
            Circumstance.LatentCode,
            "a code is learned from which samples are drawn",
            new("vae", "reconstruction and the prior of the code in one"),
            (new("gaussian-kl", "the reconstruction is a loss of your own: beside it"), new("mse", "no sample is ever drawn: without a prior")),
            "Codes that all collapse to the prior: a smaller beta, raised as training goes on."),
        AdviceRule.Said(
            Circumstance.Likeness,
            "images shall look alike",
            new("ssim", "it compares structure and not pixels"),
            (new("charbonnier", "each pixel counts, and edges shall stay sharp"), new("mae", "a corner at 0 is no trouble")),
            "Colours and brightness that must be right: add mae."),
        AdviceRule.Said(
            Circumstance.Smoothness,
            "images shall be smooth",
            new("total-variation", "flat areas with few edges cost least; it goes beside the main loss, with a small weight"),
            (new("total-variation:kind=squared", "edges may blur"), new("charbonnier", "another corner is wanted: of neighbours, by hand")),
            "Texture that is lost: a smaller weight, or ssim."),
        AdviceRule.Otherwise(
            "adversaries",
            _ => "a generator against a discriminator is taken for granted",
            new("gan-discriminator:kind=hinge", "the discriminator leaves alone what it tells apart by a margin") { Beside = "gan-generator:kind=hinge" },
            (new("gan-discriminator:kind=least-squares", "gradients shall not fade where the discriminator wins") { Beside = "gan-generator:kind=least-squares" },
                new("gan-discriminator", "the game as first written is wanted") { Beside = "gan-generator" }),
            "A code to draw from, images that are restored rather than invented, or preferences."),
    ];
}
