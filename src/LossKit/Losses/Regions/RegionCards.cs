namespace LossKit;

/// <summary>What the cards of the region losses have in common, written once.</summary>
internal static class RegionCards
{
    /// <summary>The name of the predictions.</summary>
    public const string Prediction = "prediction";

    /// <summary>The name of the targets.</summary>
    public const string Target = "target";

    /// <summary>The library of segmentation models for PyTorch, as cards name it.</summary>
    public const string SegmentationModels = "segmentation-models-pytorch";

    /// <summary>The medical imaging library, as cards name it.</summary>
    public const string Monai = "MONAI";

    /// <summary>Gets the inputs of losses that take probabilities or logits, and targets of either kind.</summary>
    public static IReadOnlyList<LossInput> Inputs { get; } =
    [
        new(Prediction, InputRole.Differentiable, "[N,C,d…]", Domain.Real),
        new(Target, InputRole.Target, "as prediction, or [N,d…] class indices", Domain.UnitInterval),
    ];

    /// <summary>Gets the option that says what predictions are.</summary>
    public static LossOption Activation { get; } =
        new("activation", OptionKind.Choice, "none", "what makes probabilities of predictions") { Choices = ["none", "sigmoid", "softmax"] };

    /// <summary>Gets the option that says what is counted together.</summary>
    public static LossOption Scope { get; } =
        new("scope", OptionKind.Choice, "all", "what is counted together: all elements, each class, or each class of each sample")
        {
            Choices = ["all", "class", "sample-class"],
        };

    /// <summary>Gets the option that says whether the samples of a batch belong together.</summary>
    public static LossOption BatchScope { get; } =
        new("scope", OptionKind.Choice, "all", "whether all samples are taken together, or each by itself") { Choices = ["all", "sample"] };

    /// <summary>Gets the option that leaves positions out.</summary>
    public static LossOption IgnoreIndex { get; } =
        new("ignore-index", OptionKind.OptionalInteger, "null", "the class index whose positions count in no sum");

    /// <summary>Gets the weight of false positives.</summary>
    public static LossOption FalsePositiveWeight { get; } =
        new("alpha", OptionKind.Number, "0.5", "how much false positives cost") { Domain = Domain.NonNegative };

    /// <summary>Gets the weight of false negatives.</summary>
    public static LossOption FalseNegativeWeight { get; } =
        new("beta", OptionKind.Number, "0.5", "how much false negatives cost") { Domain = Domain.NonNegative };

    /// <summary>Gives the option that is added to numerator and denominator.</summary>
    /// <param name="default">Its default.</param>
    /// <returns>The option.</returns>
    public static LossOption Smooth(string @default) =>
        new("smooth", OptionKind.Number, @default, "what is added to numerator and denominator") { Domain = Domain.NonNegative };
}
