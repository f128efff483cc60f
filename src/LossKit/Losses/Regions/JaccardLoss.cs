namespace LossKit;

/// <summary>Jaccard (soft IoU): one minus what two regions share over what at least one of them holds.</summary>
/// <remarks>
/// 1 − (Σpt + s)/(Σp + Σt − Σpt + s), computed as (FP + FN)/(TP + FP + FN + s). Where numerator and denominator are both 0, value and gradient are 0.
/// </remarks>
public sealed class JaccardLoss : OverlapLoss, ICatalogued<JaccardLoss>
{
    /// <summary>Initializes a new instance of the <see cref="JaccardLoss"/> class.</summary>
    /// <param name="activation">What makes probabilities of predictions.</param>
    /// <param name="smooth">What is added to numerator and denominator, at least 0.</param>
    /// <param name="scope">What is counted together.</param>
    /// <param name="ignoreIndex">The class index whose positions count in no sum; null for none.</param>
    /// <param name="reduction">How the losses of the regions are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public JaccardLoss(
        RegionActivation activation = RegionActivation.None,
        double smooth = 1,
        RegionScope scope = RegionScope.All,
        int? ignoreIndex = null,
        Reduction reduction = Reduction.Mean)
        : base(About, activation, smooth, scope, ignoreIndex, reduction)
    {
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "jaccard",
        Title = "Jaccard",
        Aliases = ["soft-iou"],
        Family = LossFamily.Region,
        Meaning = "How much of what predicted or true region hold the two do not share.",
        Formula = "1 − (Σpt + s)/(Σp + Σt − Σpt + s)",
        Gradient = "((1 − t)·(Σpt + s) − t·D)/D² by p, with D the denominator",
        Inputs = RegionCards.Inputs,
        Options = [RegionCards.Activation, RegionCards.Smooth("1"), RegionCards.Scope, RegionCards.IgnoreIndex],
        UseWhen = "Segmentations are judged by their intersection over union.",
        AvoidWhen = "The measure itself should be lowered, also between 0 and 1, where this is only one of its extensions (lovasz).",
        Pitfalls =
        [
            "Targets between 0 and 1 are never met: a prediction that equals them costs something, and the least loss lies at 0 or 1.",
            "It is never smaller than the Dice loss D of the same predictions, 2D/(1 + D) without smoothing: do not compare numbers across the two.",
        ],
        Reference = "M. A. Rahman, Y. Wang, Optimizing intersection-over-union in deep neural networks for image segmentation, ISVC 2016",
        Elsewhere = ElsewhereNames.Nowhere(
            string.Empty,
            new(
                RegionCards.Monai,
                "DiceLoss(jaccard=True)",
                "per sample and class; its smooth counts half, since it doubles numerator and denominator",
                "scope=sample-class:smooth=5e-6"),
            new(
                RegionCards.SegmentationModels,
                "JaccardLoss",
                "logits; per class over the batch; a class absent from the targets counts 0; denominator at least 1e-7",
                "activation=softmax:scope=class:smooth=0")),
    };

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static JaccardLoss Create(LossOptions options) => new(
        options.Choice<RegionActivation>("activation"),
        options.Number("smooth"),
        options.Choice<RegionScope>("scope"),
        options.OptionalInteger("ignore-index"),
        options.Reduction);

    private protected override double Run<T>(in TensorCall<T> call) =>
        RegionDriver.Run<OverlapScore, OverlapTerms, T>(OverlapScore.Jaccard(Smooth), Settings, call);
}
