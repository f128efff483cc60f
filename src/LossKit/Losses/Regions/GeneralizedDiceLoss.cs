namespace LossKit;

/// <summary>Generalized Dice: one Dice ratio for all classes, each weighted by one over the square of its size in the targets.</summary>
/// <remarks>
/// 1 − (2Σ_c w_c·Σpt + s)/(Σ_c w_c·(Σp + Σt) + s) with w_c = 1/(Σt)², computed as (Σw(FP + FN))/(Σw(2TP + FP + FN) + s). The weights are constants in
/// the gradient. A class that is nowhere in the targets, for which the formula has no weight, gets that of the smallest class that is there, or 0;
/// where no class is there, value and gradient are 0.
/// </remarks>
public sealed class GeneralizedDiceLoss : ActivatedRegionLoss, ICatalogued<GeneralizedDiceLoss>
{
    /// <summary>Initializes a new instance of the <see cref="GeneralizedDiceLoss"/> class.</summary>
    /// <param name="activation">What makes probabilities of predictions.</param>
    /// <param name="smooth">What is added to numerator and denominator, at least 0.</param>
    /// <param name="scope">Whether the samples of a batch are counted together.</param>
    /// <param name="absentWeight">What a class weighs that is nowhere in the targets.</param>
    /// <param name="ignoreIndex">The class index whose positions count in no sum; null for none.</param>
    /// <param name="reduction">How the losses of the samples are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public GeneralizedDiceLoss(
        RegionActivation activation = RegionActivation.None,
        double smooth = 0,
        BatchScope scope = BatchScope.All,
        AbsentClassWeight absentWeight = AbsentClassWeight.Largest,
        int? ignoreIndex = null,
        Reduction reduction = Reduction.Mean)
        : base(About, activation, smooth, ignoreIndex, reduction)
    {
        Scope = OptionText.Defined("scope", scope);
        AbsentWeight = OptionText.Defined("absent-weight", absentWeight);
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "generalized-dice",
        Title = "Generalized Dice",
        Family = LossFamily.Region,
        Meaning = "One Dice ratio for all classes, in which small classes weigh as much as large ones.",
        Formula = "1 − (2Σ_c w_c·Σpt + s)/(Σ_c w_c·(Σp + Σt) + s), w_c = 1/(Σt)²",
        Gradient = "w_c·((2Σ_c w_c·Σpt + s) − 2t·D)/D² by p, with D the denominator",
        Inputs = RegionCards.Inputs,
        Options =
        [
            RegionCards.Activation,
            RegionCards.Smooth("0"),
            RegionCards.BatchScope,
            new("absent-weight", OptionKind.Choice, "largest", "what a class weighs that is nowhere in the targets") { Choices = ["largest", "zero"] },
            RegionCards.IgnoreIndex,
        ],
        UseWhen = "Classes differ in size by orders of magnitude, and one number over all of them shall be trained.",
        AvoidWhen = "Each class shall have a loss of its own to look at, or classes are of like size (dice).",
        Pitfalls =
        [
            "Weights are one over a squared number of voxels, so a smooth of 1 or 1e-5 swamps both sums on large images and the loss is near 0 from the "
            + "start: leave it at 0.",
            "A class of a handful of voxels takes the whole loss: every other class counts almost nothing beside it, and the gradient jumps from batch to "
            + "batch as such classes come and go.",
        ],
        Reference = "C. H. Sudre, W. Li, T. Vercauteren, S. Ourselin, M. J. Cardoso, Generalised Dice overlap as a deep learning loss function for highly "
            + "unbalanced segmentations, DLMIA 2017",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: NameThere.Missing(),
            torchSharp: NameThere.Missing(),
            keras: NameThere.Missing(),
            optax: new("multiclass_generalized_dice_loss", "another loss: Dice losses of each class, averaged with normalised weights 1/((Σt)² + 1e-7)"),
            new ElsewhereName(RegionCards.Monai, "GeneralizedDiceLoss", "per sample; its smooth swamps large regions", "scope=sample:smooth=1e-5")),
    };

    /// <summary>Gets whether the samples of a batch are counted together.</summary>
    public BatchScope Scope { get; }

    /// <summary>Gets what a class weighs that is nowhere in the targets.</summary>
    public AbsentClassWeight AbsentWeight { get; }

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static GeneralizedDiceLoss Create(LossOptions options) => new(
        options.Choice<RegionActivation>("activation"),
        options.Number("smooth"),
        options.Choice<BatchScope>("scope"),
        options.Choice<AbsentClassWeight>("absent-weight"),
        options.OptionalInteger("ignore-index"),
        options.Reduction);

    private protected override Extents ShapeOfValues<T>(in TensorCall<T> call) =>
        Scope == BatchScope.All ? default : Extents.Of<int>(call.Shape(0)[0]);

    private protected override double Run<T>(in TensorCall<T> call)
    {
        var scope = Scope == BatchScope.All ? RegionScope.Class : RegionScope.SampleClass;
        return RegionDriver.Run<GeneralizedDiceScore, OverlapTerms, T>(
            new GeneralizedDiceScore(Smooth, AbsentWeight), new RegionSettings(Activation, scope, IgnoreIndex), call);
    }
}
