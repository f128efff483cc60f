namespace LossKit;

/// <summary>The branch of targets that are distributions.</summary>
internal static class DistributionRules
{
    /// <summary>Gets the rules in the order they are asked.</summary>
    public static IReadOnlyList<AdviceRule> All { get; } =
    [
        AdviceRule.Said(
            Circumstance.Teacher,
            "a small model learns from a large one",
            new("distillation:temperature=2", "what the teacher thinks of the wrong classes is worth knowing; add it to cross-entropy of the labels"),
            (new("kl-divergence", "the teacher gives probabilities and no logits"), new("mse", "the logits themselves shall be matched")),
            "A teacher that is hardly better than the labels: leave it out."),
        AdviceRule.Said(
            Circumstance.EqualTerms,
            "two distributions are compared on equal terms",
            new("js-divergence", "symmetric, and at most ln 2"),
            (new("kl-divergence", "one of them is fixed after all"), new("mse", "small probabilities do not matter: of the probabilities")),
            "One of them is the truth: kl-divergence."),
        AdviceRule.Otherwise(
            "fixed-distribution",
            _ => "a distribution is held against a fixed one, and nothing was said that asks for more",
            new("kl-divergence", "the likelihood of soft targets, up to a constant"),
            (new("cross-entropy", "logits are at hand: with probability targets it has the same gradient"), new("js-divergence", "neither of the two is the truth")),
            "Both distributions learn: js-divergence."),
    ];
}
