namespace LossKit;

/// <summary>Dice: one minus the Dice coefficient, twice what two regions share over what they hold together.</summary>
/// <remarks>
/// 1 − (2Σpt + s)/(Σp + Σt + s), computed as (FP + FN)/(2TP + FP + FN + s), so that a nearly perfect prediction keeps its digits. With a squared
/// denominator (V-Net) 1 − (2Σpt + s)/(Σp² + Σt² + s). Where numerator and denominator are both 0, value and gradient are 0.
/// </remarks>
public sealed class DiceLoss : OverlapLoss, ICatalogued<DiceLoss>
{
    /// <summary>Initializes a new instance of the <see cref="DiceLoss"/> class.</summary>
    /// <param name="activation">What makes probabilities of predictions.</param>
    /// <param name="smooth">What is added to numerator and denominator, at least 0.</param>
    /// <param name="scope">What is counted together.</param>
    /// <param name="denominator">What the denominator adds up.</param>
    /// <param name="ignoreIndex">The class index whose positions count in no sum; null for none.</param>
    /// <param name="reduction">How the losses of the regions are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public DiceLoss(
        RegionActivation activation = RegionActivation.None,
        double smooth = 1,
        RegionScope scope = RegionScope.All,
        DiceDenominator denominator = DiceDenominator.Sums,
        int? ignoreIndex = null,
        Reduction reduction = Reduction.Mean)
        : base(About, activation, smooth, scope, ignoreIndex, reduction) => Denominator = OptionText.Defined("squared-denominator", denominator);

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "dice",
        Title = "Dice",
        Aliases = ["soft-dice", "sorensen-dice"],
        Family = LossFamily.Region,
        Meaning = "How much of predicted and true region, taken together, the two do not share.",
        Formula = "1 − (2Σpt + s)/(Σp + Σt + s); squared: 1 − (2Σpt + s)/(Σp² + Σt² + s)",
        Gradient = "((2Σpt + s) − 2t·D)/D² by p, with D the denominator; squared: 2(p·(2Σpt + s) − t·D)/D²",
        Inputs = RegionCards.Inputs,
        Options =
        [
            RegionCards.Activation,
            RegionCards.Smooth("1"),
            RegionCards.Scope,
            new("squared-denominator", OptionKind.Boolean, "false", "whether the denominator adds up squares, as V-Net does"),
            RegionCards.IgnoreIndex,
        ],
        UseWhen = "Regions are segmented of which some are small: what is not there does not outweigh what is.",
        AvoidWhen = "Calibrated probabilities are wanted, or training stalls on regions that are hardly met (cross-entropy-dice).",
        Pitfalls =
        [
            "Logits with activation none are an error, and probabilities under sigmoid or softmax train slowly and never reach 0: say which of them the "
            + "predictions are.",
            "The scope changes the number and the gradient: over all elements a large class drowns the others, per sample and class a region of one voxel "
            + "weighs as much as the background.",
            "Where a class is absent, smooth decides: with 1 a few false positives cost almost nothing, with 1e-5 the first of them costs nearly 1.",
        ],
        Reference = "F. Milletari, N. Navab, S.-A. Ahmadi, V-Net: fully convolutional neural networks for volumetric medical image segmentation, "
            + "3DV 2016",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: NameThere.Missing(),
            torchSharp: NameThere.Missing(),
            keras: new("Dice, dice", "no smooth, but 1e-7 in the denominator alone; over the whole array unless axes are given"),
            optax: new(
                "dice_loss",
                "softmax inside; classes last, per sample and class; its smooth counts twice, since it halves numerator and denominator",
                "activation=softmax:scope=sample-class:smooth=2"),
            new(RegionCards.Monai, "DiceLoss", "per sample and class", "scope=sample-class:smooth=1e-5"),
            new(
                RegionCards.SegmentationModels,
                "DiceLoss",
                "logits; per class over the batch; a class absent from the targets counts 0; denominator at least 1e-7",
                "activation=softmax:scope=class:smooth=0")),
    };

    /// <summary>Gets what the denominator adds up.</summary>
    public DiceDenominator Denominator { get; }

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static DiceLoss Create(LossOptions options) => new(
        options.Choice<RegionActivation>("activation"),
        options.Number("smooth"),
        options.Choice<RegionScope>("scope"),
        options.Flag("squared-denominator") ? DiceDenominator.Squares : DiceDenominator.Sums,
        options.OptionalInteger("ignore-index"),
        options.Reduction);

    private protected override double Run<T>(in TensorCall<T> call) => Denominator == DiceDenominator.Squares
        ? RegionDriver.Run<OverlapScore, SquaredTerms, T>(OverlapScore.Dice(Smooth), Settings, call)
        : RegionDriver.Run<OverlapScore, OverlapTerms, T>(OverlapScore.Dice(Smooth), Settings, call);
}
