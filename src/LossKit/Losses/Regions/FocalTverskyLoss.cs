namespace LossKit;

/// <summary>Focal Tversky: a power of the Tversky loss, which shifts attention between regions that are found badly and well.</summary>
/// <remarks>
/// (1 − (TP + s)/(TP + α·FP + β·FN + s))^γ. With γ below 1 regions that are nearly found keep a gradient, with γ above 1 they lose it. The gradient
/// is 0 where the loss is 0.
/// </remarks>
public sealed class FocalTverskyLoss : OverlapLoss, ICatalogued<FocalTverskyLoss>
{
    /// <summary>Initializes a new instance of the <see cref="FocalTverskyLoss"/> class.</summary>
    /// <param name="falsePositiveWeight">α, how much false positives cost; at least 0.</param>
    /// <param name="falseNegativeWeight">β, how much false negatives cost; at least 0.</param>
    /// <param name="gamma">γ, the power; greater than 0.</param>
    /// <param name="activation">What makes probabilities of predictions.</param>
    /// <param name="smooth">What is added to numerator and denominator, at least 0.</param>
    /// <param name="scope">What is counted together.</param>
    /// <param name="ignoreIndex">The class index whose positions count in no sum; null for none.</param>
    /// <param name="reduction">How the losses of the regions are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public FocalTverskyLoss(
        double falsePositiveWeight = 0.5,
        double falseNegativeWeight = 0.5,
        double gamma = 0.75,
        RegionActivation activation = RegionActivation.None,
        double smooth = 1,
        RegionScope scope = RegionScope.All,
        int? ignoreIndex = null,
        Reduction reduction = Reduction.Mean)
        : base(About, activation, smooth, scope, ignoreIndex, reduction)
    {
        FalsePositiveWeight = About.Check("alpha", falsePositiveWeight);
        FalseNegativeWeight = About.Check("beta", falseNegativeWeight);
        Gamma = About.Check("gamma", gamma);
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "focal-tversky",
        Title = "Focal Tversky",
        Family = LossFamily.Region,
        Meaning = "A power of the Tversky loss, which shifts attention between regions that are found badly and well.",
        Formula = "(1 − (TP + s)/(TP + α·FP + β·FN + s))^γ, TP = Σpt, FP = Σp(1 − t), FN = Σ(1 − p)t",
        Gradient = "γ·L^(γ − 1) times that of the Tversky loss L; 0 where L is 0",
        Inputs = RegionCards.Inputs,
        Options =
        [
            RegionCards.FalsePositiveWeight,
            RegionCards.FalseNegativeWeight,
            new("gamma", OptionKind.Number, "0.75", "the power of the Tversky loss") { Domain = Domain.Positive },
            RegionCards.Activation,
            RegionCards.Smooth("1"),
            RegionCards.Scope,
            RegionCards.IgnoreIndex,
        ],
        UseWhen = "Small regions stay half found while large ones are done: give γ below 1, and β above α.",
        AvoidWhen = "Training is unstable at its end, where a power below 1 makes gradients of good predictions large (tversky).",
        Pitfalls =
        [
            "The paper writes the power as 1/γ, so its γ = 4/3 is 0.75 here: a γ taken from it unchanged turns the focus around.",
            "Averages of powers depend on the scope: over all elements there is a single power of a single ratio, and nothing to shift attention between.",
        ],
        Reference = "N. Abraham, N. M. Khan, A novel focal Tversky loss function with improved attention U-Net for lesion segmentation, ISBI 2019",
        Elsewhere = ElsewhereNames.Nowhere(
            string.Empty,
            new ElsewhereName(
                RegionCards.SegmentationModels,
                "TverskyLoss(gamma)",
                "the power of the mean over the classes, not the mean of powers; logits; a class absent from the targets counts 0; gamma 1",
                string.Empty)),
    };

    /// <summary>Gets α, how much false positives cost.</summary>
    public double FalsePositiveWeight { get; }

    /// <summary>Gets β, how much false negatives cost.</summary>
    public double FalseNegativeWeight { get; }

    /// <summary>Gets γ, the power.</summary>
    public double Gamma { get; }

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static FocalTverskyLoss Create(LossOptions options) => new(
        options.Number("alpha"),
        options.Number("beta"),
        options.Number("gamma"),
        options.Choice<RegionActivation>("activation"),
        options.Number("smooth"),
        options.Choice<RegionScope>("scope"),
        options.OptionalInteger("ignore-index"),
        options.Reduction);

    private protected override double Run<T>(in TensorCall<T> call) => RegionDriver.Run<FocalScore, OverlapTerms, T>(
        new FocalScore(new OverlapScore(FalsePositiveWeight, FalseNegativeWeight, Smooth), Gamma), Settings, call);
}
