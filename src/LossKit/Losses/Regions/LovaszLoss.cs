namespace LossKit;

/// <summary>Lovász: the convex extension of the Jaccard loss itself, which equals it wherever predictions are certain.</summary>
/// <remarks>
/// For each class, errors m sorted downwards: Σ m_i·(J_i − J_{i−1}) with J_i the Jaccard loss of being wrong in the first i elements; ties go by the
/// lower index. <c>softmax</c>: m = |t − p| with p the softmax of the logits, averaged over the classes. <c>binary</c>: m = max(0, 1 − z·(2t − 1))
/// with z the logits, averaged over all classes. The gradient is that of the extension, with the order held fixed; 0 where an error is 0.
/// </remarks>
public sealed class LovaszLoss : RegionLoss, ICatalogued<LovaszLoss>
{
    /// <summary>Initializes a new instance of the <see cref="LovaszLoss"/> class.</summary>
    /// <param name="mode">Which surrogate is trained.</param>
    /// <param name="classes">Which classes the softmax mode averages.</param>
    /// <param name="scope">Whether the samples of a batch are sorted together.</param>
    /// <param name="ignoreIndex">The class index whose positions are left out; null for none.</param>
    /// <param name="reduction">How the losses of the samples are reduced.</param>
    /// <exception cref="LossException">A parameter is none of those allowed.</exception>
    public LovaszLoss(
        LovaszMode mode = LovaszMode.Softmax,
        LovaszClasses classes = LovaszClasses.Present,
        BatchScope scope = BatchScope.All,
        int? ignoreIndex = null,
        Reduction reduction = Reduction.Mean)
        : base(About, ignoreIndex, reduction)
    {
        Mode = OptionText.Defined("mode", mode);
        Classes = OptionText.Defined("classes", classes);
        Scope = OptionText.Defined("scope", scope);
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "lovasz",
        Title = "Lovász",
        Aliases = ["lovasz-softmax", "lovasz-hinge"],
        Family = LossFamily.Region,
        Meaning = "The Jaccard loss itself, extended from certain predictions to all of them.",
        Formula = "Σ_i m_i·(J_i − J_{i−1}), m sorted downwards, J_i = 1 − (G − k)/(G + n) after k of G positives and n others; "
            + "softmax: m = |t − p|, binary: m = max(0, 1 − z·(2t − 1))",
        Gradient = "(J_i − J_{i−1})·∂m_i, the order held fixed",
        Inputs =
        [
            new(RegionCards.Prediction, InputRole.Differentiable, "[N,C,d…]", Domain.Real),
            new(RegionCards.Target, InputRole.Target, "as prediction, or [N,d…] class indices", Domain.ZeroOrOne),
        ],
        Options =
        [
            new("mode", OptionKind.Choice, "softmax", "the surrogate: of the softmax of logits, or the hinge of logits") { Choices = ["binary", "softmax"] },
            new("classes", OptionKind.Choice, "present", "which classes the softmax mode averages; binary takes all") { Choices = ["present", "all"] },
            RegionCards.BatchScope,
            RegionCards.IgnoreIndex,
        ],
        UseWhen = "Segmentations are judged by their intersection over union, and a trained model is tuned to it.",
        AvoidWhen = "Training starts from nothing, where gradients that touch few elements are slow (cross-entropy), or targets are soft (jaccard).",
        Pitfalls =
        [
            "The softmax mode takes logits and applies the softmax itself; the authors' code takes probabilities, and those given here train a softmax of a "
            + "softmax, whose loss never comes near 0.",
            "In the softmax mode a class that is nowhere in the targets costs nothing by default, however often it is predicted: give classes all, or add "
            + "cross-entropy.",
            "It sorts every class, so it takes several times as long as the ratios of sums: use it for the last epochs.",
        ],
        Reference = "M. Berman, A. R. Triki, M. B. Blaschko, The Lovász-softmax loss: a tractable surrogate for the optimization of the "
            + "intersection-over-union measure in neural networks, CVPR 2018",
        Elsewhere = ElsewhereNames.Nowhere(
            string.Empty,
            new ElsewhereName(
                RegionCards.SegmentationModels,
                "LovaszLoss",
                "mode multiclass here; its binary and multilabel modes sort all channels as one",
                string.Empty)),
    };

    /// <summary>Gets which surrogate is trained.</summary>
    public LovaszMode Mode { get; }

    /// <summary>Gets which classes the softmax mode averages.</summary>
    public LovaszClasses Classes { get; }

    /// <summary>Gets whether the samples of a batch are sorted together.</summary>
    public BatchScope Scope { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => Mode == LovaszMode.Binary ? base.Traits | LossTraits.Convex : base.Traits;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static LovaszLoss Create(LossOptions options) => new(
        options.Choice<LovaszMode>("mode"),
        options.Choice<LovaszClasses>("classes"),
        options.Choice<BatchScope>("scope"),
        options.OptionalInteger("ignore-index"),
        options.Reduction);

    private protected override Extents ShapeOfValues<T>(in TensorCall<T> call) =>
        Scope == BatchScope.All ? default : Extents.Of<int>(call.Shape(0)[0]);

    private protected override double Run<T>(in TensorCall<T> call) => Mode == LovaszMode.Binary
        ? LovaszDriver.Run<LovaszHingeErrors, T>(new LovaszSettings(LovaszClasses.All, Scope, IgnoreIndex), call)
        : LovaszDriver.Run<LovaszSoftmaxErrors, T>(new LovaszSettings(Classes, Scope, IgnoreIndex), call);
}
