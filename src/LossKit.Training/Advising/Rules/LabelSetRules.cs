namespace LossKit;

/// <summary>The branch of several labels that can hold at once.</summary>
internal static class LabelSetRules
{
    /// <summary>The share of ones among all labels up to which positives are few.</summary>
    public const double FewPositives = 0.1;

    private static readonly LossChoice Entropy = new("bce-with-logits", "each label is a yes or no of its own, with a probability");

    /// <summary>Gets the rules in the order they are asked.</summary>
    public static IReadOnlyList<AdviceRule> All { get; } =
    [
        AdviceRule.Said(
            Circumstance.Probabilities,
            "the model ends with probabilities and its logits cannot be had",
            new("bce", "as good as it gets without logits"),
            (Entropy with { Reason = "the logits can be had after all" }, new("multi-label-soft-margin", "they can, and a loss for each row is wanted")),
            "The logits can be had: bce-with-logits."),
        new()
        {
            Name = "one-of-them",
            When = "exactly one label is set in every row",
            Fires = situation => situation.Table?.LabelSets is { OneLabelShare: 1 } sets
                ? $"each of {sets.Rows} rows has exactly one of {sets.Names.Count} labels: they are classes, of which one holds"
                : null,
            Choice = new("cross-entropy", "the likelihood of the class, in place of a yes or no for each that may contradict one another"),
            Alternatives =
            [
                new("cross-entropy:label-smoothing=0.1", "the model turns out too sure of itself"),
                Entropy with { Reason = "rows to come may have several labels, or none" },
            ],
            ChangesMind = "Rows with several labels or none, which are rare enough to be missing from this table: then bce-with-logits.",
        },
        new()
        {
            Name = "few-positives",
            When = $"at most {AdviceText.Percent(FewPositives)} of all labels are set",
            AsksFor = [Circumstance.ClassImbalance],
            Fires = FewPositivesIn,
            Choice = new("asymmetric-multi-label", "negatives fade faster than positives, which would be drowned"),
            Alternatives =
            [
                new("sigmoid-focal", "easy labels shall fade alike, set or not"),
                Entropy with { Reason = "probabilities are wanted as they are: choose a threshold for each label" },
            ],
            ChangesMind = "Probabilities that must be right as they are: bce-with-logits, with a threshold for each label.",
        },
        AdviceRule.Otherwise(
            "several-labels",
            situation => situation.Table?.LabelSets is { } sets
                ? $"{sets.Names.Count} labels, {AdviceText.Number(sets.LabelsPerRow)} in a row on average: {AdviceText.Percent(sets.PositiveShare)} of all are set, the rarest in "
                    + $"{AdviceText.Percent(sets.RarestShare)} of {sets.Rows} rows"
                : "several labels can hold at once, and nothing was said that asks for more",
            Entropy,
            (new("multi-label-soft-margin", "a loss for each row is wanted, to weigh or to sort rows"), new("sigmoid-focal", "most labels turn out easy, and it is the hard ones that matter")),
            $"At most {AdviceText.Percent(FewPositives)} of all labels set, or labels of which exactly one holds: then they are classes, and cross-entropy."),
    ];

    private static string? FewPositivesIn(Situation situation)
    {
        if (situation.Has(Circumstance.ClassImbalance)) return AdviceRule.SaidSo(Circumstance.ClassImbalance, "few of many labels are set");
        return situation.Table?.LabelSets is { PositiveShare: <= FewPositives } sets
            ? $"{AdviceText.Percent(sets.PositiveShare)} of all labels are set: {AdviceText.Number(sets.LabelsPerRow)} of {sets.Names.Count} in a row"
            : null;
    }
}
