namespace LossKit;

/// <summary>The branches of one class for each row: two, or several.</summary>
internal static class ClassRules
{
    /// <summary>The share of equal rows, or of rows whose neighbours agree, with another label from which labels are suspected.</summary>
    public const double SuspectShare = 0.08;

    /// <summary>The fewest equal rows from which such a share is judged.</summary>
    public const int EqualRows = 30;

    /// <summary>
    /// How often a quick classifier has to err where it is surest, as a share of how often it errs everywhere: 1 for wrong labels, about a third for
    /// classes that overlap.
    /// </summary>
    public const double Everywhere = 0.7;

    /// <summary>How often a quick classifier may err, as a share of what naming the largest class would, for its word to count.</summary>
    public const double Skilled = 0.8;

    /// <summary>The largest over the smallest class from which sizes are very different.</summary>
    public const double Imbalanced = 4;

    /// <summary>The share of the rarer of two classes up to which it is a needle in a haystack.</summary>
    public const double Needle = 0.01;

    private static readonly LossChoice BinaryEntropy = new("bce-with-logits", "probabilities, exact at any logit");
    private static readonly LossChoice Entropy = new("cross-entropy", "the likelihood of the class");

    private static readonly string SuspectWhen =
        $"of at least {EqualRows} rows that another equals in all columns, {AdviceText.Percent(SuspectShare)} or more have another label, but less than half of what chance gives; or of "
        + $"the certainty of a quick classifier stops where {AdviceText.Percent(SuspectShare)} or more wrong labels would stop it (likelihood ratio to none: 2 ln of at least "
        + $"{AdviceText.Number(CertaintyCurve.Convincing)}), it errs where it is surest at least {AdviceText.Number(Everywhere)} times as often as everywhere, and everywhere at most {AdviceText.Number(Skilled)} times as often as naming the largest class does";

    private static readonly string Mind =
        $"A class with {AdviceText.Number(Imbalanced)} times the rows of another, labels that rows alike contradict, or no need of probabilities.";

    /// <summary>Gets the rules of two classes in the order they are asked.</summary>
    public static IReadOnlyList<AdviceRule> Binary { get; } =
    [
        AdviceRule.Said(
            Circumstance.Probabilities,
            "the model ends with probabilities and its logits cannot be had",
            new("bce", "as good as it gets without logits"),
            (BinaryEntropy with { Reason = "the logits can be had after all, which is exact where probabilities round to 0 or 1" }, new("nll", "there are two probabilities a row: of their logarithms")),
            "The logits can be had: bce-with-logits."),
        AdviceRule.Said(
            Circumstance.DecisionOnly,
            "only the decision counts, no probability",
            new("hinge", "no effort on what is right by a margin"),
            (new("squared-hinge", "a smooth corner helps the optimizer, and labels are clean"), BinaryEntropy with { Reason = "thresholds will be moved later, which needs probabilities" }),
            "A threshold other than the middle, or costs that are set later: they need probabilities."),
        AdviceRule.Said(
            Circumstance.MostlyBackground,
            "nearly everything is background, as in dense detection",
            new("sigmoid-focal", "the easy negatives fall silent; sum it and divide by the positives"),
            (new("focal", "the two classes have an output each"), BinaryEntropy with { Reason = "negatives are few enough to be weighed against: probabilities stay explainable", Weighting = ClassWeighting.Balanced }),
            "Negatives that are few enough to be sampled: then bce-with-logits."),
        NoisyLabels((BinaryEntropy with { Reason = "labels get cleaned" }, new("cross-entropy:label-smoothing=0.1", "few labels are wrong, and the model has two outputs"))),
        new()
        {
            Name = "needle-in-a-haystack",
            When = $"the rarer class has at most {AdviceText.Percent(Needle)} of the rows",
            Fires = situation => situation.Table?.Classes is { } classes && classes.Shares.Min() <= Needle
                ? $"{Rarest(classes)} has {AdviceText.Percent(classes.Shares.Min())} of the rows, {Plural.Of(classes.Counts.Min(), "row")} of {classes.Counts.Sum()}"
                : null,
            Choice = new("sigmoid-focal", "the many easy rows fall silent, and the rare class is heard"),
            Alternatives =
            [
                BinaryEntropy with { Reason = "probabilities are wanted: move the threshold instead of the loss" },
                new("focal", "the two classes have an output each"),
            ],
            ChangesMind = "Probabilities that must be right as they are: bce-with-logits, with a threshold chosen on validation data.",
        },
        new()
        {
            Name = "class-imbalance",
            When = $"the larger class has at least {AdviceText.Number(Imbalanced)} times the rows of the smaller",
            AsksFor = [Circumstance.ClassImbalance],
            Fires = Imbalance,
            Choice = BinaryEntropy with { Reason = "with weights the rare class counts as much as the other, and probabilities shift in a known way", Weighting = ClassWeighting.Balanced },
            Alternatives =
            [
                BinaryEntropy with { Reason = "probabilities are wanted as they are: without weights, and with another threshold" },
                new("sigmoid-focal", "most rows are easy, and it is the hard ones that matter"),
            ],
            ChangesMind = "Probabilities that must be right as they are: leave the weights out and move the threshold.",
        },
        AdviceRule.Otherwise(
            "two-classes",
            situation => Sizes(situation) ?? "two classes, and nothing was said that asks for more",
            BinaryEntropy,
            (new("squared-hinge", "only the decision counts"), new("sigmoid-focal", "most rows turn out easy, and it is the hard ones that matter")),
            Mind),
    ];

    /// <summary>Gets the rules of several classes in the order they are asked.</summary>
    public static IReadOnlyList<AdviceRule> Multiclass { get; } =
    [
        AdviceRule.Said(
            Circumstance.Probabilities,
            "the model ends with probabilities and its logits cannot be had",
            new("nll", "of their logarithms: as good as it gets without logits"),
            (Entropy with { Reason = "the logits can be had after all, which is exact where probabilities round to 0" }, new("bce", "each class has a probability of its own, one against the rest")),
            "The logits can be had: cross-entropy."),
        AdviceRule.Said(
            Circumstance.DecisionOnly,
            "only the decision counts, no probability",
            new("multi-margin", "no effort on what is right by a margin"),
            (new("hinge", "one output against the rest for each class"), Entropy with { Reason = "a second guess or a threshold is wanted later" }),
            "A second guess, or costs that are set later: they need probabilities."),
        AdviceRule.Said(
            Circumstance.ManyClasses,
            "there are tens of thousands of classes",
            new("linear-cross-entropy", "it never holds the logits"),
            (Entropy with { Reason = "a batch of logits fits into memory" }, new("bce-with-logits", "each class is judged by itself, against some of the others drawn at random")),
            "A smaller vocabulary."),
        AdviceRule.Said(
            Circumstance.Overconfidence,
            "the model is too sure of itself",
            new("cross-entropy:label-smoothing=0.1", "certainty itself costs something"),
            (new("focal", "it is the easy rows that make it so"), Entropy with { Reason = "a temperature is fitted after training instead" }),
            "A temperature fitted after training turns out to be enough."),
        new()
        {
            Name = "grades",
            When = "more than two classes named by numbers, and of at least 30 mistakes of a quick classifier a share is one step off that lies nearer to all than to what chance gives",
            Fires = situation => situation.Table is { } table ? Doubts.OrderIn(table) : null,
            Choice = Entropy with { Reason = "the likelihood of the grade; without weights, since rare grades lie at the ends and their neighbours help" },
            Alternatives =
            [
                new("bce-with-logits", "each step is a yes or no of its own, is the grade above it, with an output for each step"),
                new("cross-entropy:label-smoothing=0.1", "graders differ, so that a neighbouring grade is often as right"),
            ],
            ChangesMind = "An error of two steps that costs more than one of one step: ask again with --task regression, for mse or mae of the grade itself.",
        },
        NoisyLabels((new("cross-entropy:label-smoothing=0.1", "few labels are wrong"), Entropy with { Reason = "labels get cleaned" })),
        new()
        {
            Name = "class-imbalance",
            When = $"the largest class has at least {AdviceText.Number(Imbalanced)} times the rows of the smallest, and more than classes of one size would by chance",
            AsksFor = [Circumstance.ClassImbalance],
            Fires = Imbalance,
            Choice = Entropy with { Reason = "with class weights rare classes count more, and probabilities shift in a known way", Weighting = ClassWeighting.Balanced },
            Alternatives =
            [
                new("focal", "most rows are easy, and it is the hard ones that matter"),
                Entropy with { Reason = "probabilities are wanted as they are, or accuracy over all rows counts: without weights" },
            ],
            ChangesMind = "Accuracy over all rows, or probabilities that must be right as they are: leave the weights out.",
        },
        AdviceRule.Otherwise(
            "several-classes",
            situation => Sizes(situation) ?? "one of several classes, and nothing was said that asks for more",
            Entropy,
            (new("cross-entropy:label-smoothing=0.1", "the model turns out too sure of itself"), new("poly1-cross-entropy", "a little more accuracy is worth another number to tune")),
            Mind),
    ];

    private static AdviceRule NoisyLabels((LossChoice First, LossChoice Second) alternatives) => new()
    {
        Name = "noisy-labels",
        When = SuspectWhen,
        AsksFor = [Circumstance.NoisyLabels],
        Fires = Suspects,
        Choice = new("generalized-cross-entropy", "wrong labels pull with bounded force; two classes have an output each"),
        Alternatives = [alternatives.First, alternatives.Second],
        ChangesMind = "Labels that were cleaned, or columns that are missing: rows that look alike may differ in what was not written down.",
    };

    private static string? Suspects(Situation situation)
    {
        if (situation.Has(Circumstance.NoisyLabels)) return AdviceRule.SaidSo(Circumstance.NoisyLabels, "labels are often wrong");
        if (situation.Table?.Noise is not { } noise) return null;
        var ofEqual = noise.EqualRows >= EqualRows && noise.EqualApart >= SuspectShare && noise.EqualApart < noise.EqualByChance / 2
            ? $"of {noise.EqualRows} rows that another equals in all columns, {AdviceText.Percent(noise.EqualApart)} have another label"
            : null;
        var ofSure = noise.WrongShare >= SuspectShare && noise.Evidence >= CertaintyCurve.Convincing && noise.SureError >= Everywhere * noise.Error
            && noise.Error <= Skilled * noise.ErrorOfLargest
            ? $"a quick classifier stays wrong where it is sure, in {AdviceText.Percent(noise.SureError)} of the {noise.SureRows} rows it is surest of and in "
                + $"{AdviceText.Percent(noise.Error)} of all: as {AdviceText.Percent(noise.WrongShare)} wrong labels would make it (2 ln of the likelihood ratio to none "
                + $"{AdviceText.Number(noise.Evidence)}); naming the largest class errs in {AdviceText.Percent(noise.ErrorOfLargest)}"
            : null;
        return ofEqual is null ? ofSure : ofSure is null ? ofEqual : $"{ofEqual}; {ofSure}";
    }

    private static string? Imbalance(Situation situation)
    {
        if (situation.Has(Circumstance.ClassImbalance)) return AdviceRule.SaidSo(Circumstance.ClassImbalance, "classes are of very different sizes");
        return situation.Table?.Classes is { ImbalanceRatio: >= Imbalanced } classes && classes.ImbalanceRatio >= classes.RatioByChance
            ? $"{Largest(classes)} has {AdviceText.Number(classes.ImbalanceRatio)} times the rows of {Rarest(classes)} ({classes.Counts.Max()} against {classes.Counts.Min()})"
            : null;
    }

    private static string? Sizes(Situation situation) => situation.Table is { Classes: { } classes, Noise: { } noise }
        ? $"{classes.Names.Count} classes with {AdviceText.Percent(classes.Shares.Min())} to {AdviceText.Percent(classes.Shares.Max())} of the rows"
            + (noise.SureRows > 0
                ? $", and of the {noise.SureRows} rows of which a quick classifier is surest, {AdviceText.Percent(noise.SureError)} have another label"
                : string.Empty)
        : null;

    private static string Rarest(ClassProfile classes) => CellText.Show(classes.Names[classes.Counts.Index().MinBy(count => count.Item).Index]);

    private static string Largest(ClassProfile classes) => CellText.Show(classes.Names[classes.Counts.Index().MaxBy(count => count.Item).Index]);
}
