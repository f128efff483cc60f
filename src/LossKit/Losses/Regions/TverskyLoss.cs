namespace LossKit;

/// <summary>Tversky: the Dice loss with a weight for false positives and one for false negatives.</summary>
/// <remarks>
/// 1 − (TP + s)/(TP + α·FP + β·FN + s) with TP = Σpt, FP = Σp(1 − t), FN = Σ(1 − p)t. α = β = ½ is Dice (with twice its smoothing), α = β = 1
/// Jaccard. Where numerator and denominator are both 0, value and gradient are 0.
/// </remarks>
public sealed class TverskyLoss : OverlapLoss, ICatalogued<TverskyLoss>
{
    /// <summary>Initializes a new instance of the <see cref="TverskyLoss"/> class.</summary>
    /// <param name="falsePositiveWeight">α, how much false positives cost; at least 0.</param>
    /// <param name="falseNegativeWeight">β, how much false negatives cost; at least 0.</param>
    /// <param name="activation">What makes probabilities of predictions.</param>
    /// <param name="smooth">What is added to numerator and denominator, at least 0.</param>
    /// <param name="scope">What is counted together.</param>
    /// <param name="ignoreIndex">The class index whose positions count in no sum; null for none.</param>
    /// <param name="reduction">How the losses of the regions are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public TverskyLoss(
        double falsePositiveWeight = 0.5,
        double falseNegativeWeight = 0.5,
        RegionActivation activation = RegionActivation.None,
        double smooth = 1,
        RegionScope scope = RegionScope.All,
        int? ignoreIndex = null,
        Reduction reduction = Reduction.Mean)
        : base(About, activation, smooth, scope, ignoreIndex, reduction)
    {
        FalsePositiveWeight = About.Check("alpha", falsePositiveWeight);
        FalseNegativeWeight = About.Check("beta", falseNegativeWeight);
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "tversky",
        Title = "Tversky",
        Family = LossFamily.Region,
        Meaning = "The Dice loss with weights for what is predicted too much and too little.",
        Formula = "1 − (TP + s)/(TP + α·FP + β·FN + s), TP = Σpt, FP = Σp(1 − t), FN = Σ(1 − p)t",
        Gradient = "((1 − t)·α·(TP + s) − t·(D − (TP + s)·(1 − β)))/D² by p, with D the denominator",
        Inputs = RegionCards.Inputs,
        Options =
        [
            RegionCards.FalsePositiveWeight,
            RegionCards.FalseNegativeWeight,
            RegionCards.Activation,
            RegionCards.Smooth("1"),
            RegionCards.Scope,
            RegionCards.IgnoreIndex,
        ],
        UseWhen = "What is missed costs more than what is found in vain, as in lesions (β above α), or the reverse.",
        AvoidWhen = "Both cost alike (dice).",
        Pitfalls =
        [
            "α is the weight of false positives and β that of false negatives; some code and papers have them the other way round, which shows as recall "
            + "falling where it should rise: swap them.",
            "At α = β = ½ smooth counts twice what it does in dice: give half of it for the same numbers.",
        ],
        Reference = "S. S. M. Salehi, D. Erdogmus, A. Gholipour, Tversky loss function for image segmentation using 3D fully convolutional deep "
            + "networks, MLMI 2017",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: NameThere.Missing(),
            torchSharp: NameThere.Missing(),
            keras: new("Tversky, tversky", "no smooth, but 1e-7 in the denominator alone; over the whole array unless axes are given"),
            optax: new(
                "dice_loss(alpha, beta)",
                "softmax inside; classes last, per sample and class",
                "activation=softmax:scope=sample-class"),
            new(RegionCards.Monai, "TverskyLoss", "per sample and class", "scope=sample-class:smooth=1e-5"),
            new(
                RegionCards.SegmentationModels,
                "TverskyLoss",
                "logits; per class over the batch; a class absent from the targets counts 0; denominator at least 1e-7",
                "activation=softmax:scope=class:smooth=0")),
    };

    /// <summary>Gets α, how much false positives cost.</summary>
    public double FalsePositiveWeight { get; }

    /// <summary>Gets β, how much false negatives cost.</summary>
    public double FalseNegativeWeight { get; }

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static TverskyLoss Create(LossOptions options) => new(
        options.Number("alpha"),
        options.Number("beta"),
        options.Choice<RegionActivation>("activation"),
        options.Number("smooth"),
        options.Choice<RegionScope>("scope"),
        options.OptionalInteger("ignore-index"),
        options.Reduction);

    private protected override double Run<T>(in TensorCall<T> call) => RegionDriver.Run<OverlapScore, OverlapTerms, T>(
        new OverlapScore(FalsePositiveWeight, FalseNegativeWeight, Smooth), Settings, call);
}
