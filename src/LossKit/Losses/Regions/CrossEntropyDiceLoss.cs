namespace LossKit;

/// <summary>
/// Cross-entropy and Dice together: the one gives every position a gradient, the other does not let large regions outweigh small ones.
/// </summary>
/// <remarks>
/// a·CE + b·Dice of the softmax of logits: softmax cross-entropy averaged over the positions, Dice of each class over batch and space averaged over
/// the classes. With the reduction sum both are summed.
/// </remarks>
public sealed class CrossEntropyDiceLoss : RegionLoss, ICatalogued<CrossEntropyDiceLoss>
{
    /// <summary>Initializes a new instance of the <see cref="CrossEntropyDiceLoss"/> class.</summary>
    /// <param name="crossEntropyWeight">a, at least 0.</param>
    /// <param name="diceWeight">b, at least 0.</param>
    /// <param name="smooth">What is added to numerator and denominator of the Dice loss, at least 0.</param>
    /// <param name="ignoreIndex">The class index whose positions count nowhere; null for none.</param>
    /// <param name="reduction">How both parts are reduced: mean or sum.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public CrossEntropyDiceLoss(
        double crossEntropyWeight = 0.5,
        double diceWeight = 0.5,
        double smooth = 1,
        int? ignoreIndex = null,
        Reduction reduction = Reduction.Mean)
        : base(About, ignoreIndex, reduction)
    {
        CrossEntropyWeight = About.Check("ce-weight", crossEntropyWeight);
        DiceWeight = About.Check("dice-weight", diceWeight);
        Smooth = About.Check("smooth", smooth);
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "cross-entropy-dice",
        Title = "Cross-entropy and Dice",
        Aliases = ["dice-ce"],
        Family = LossFamily.Region,
        Meaning = "Softmax cross-entropy of every position plus the Dice loss of every class.",
        Formula = "a·mean(−ln p_y) + b·mean_c(1 − (2Σpt + s)/(Σp + Σt + s)), p = softmax(z)",
        Gradient = "a·(p − onehot(y)) over the positions that count, plus b times that of dice over the classes",
        Inputs =
        [
            new(RegionCards.Prediction, InputRole.Differentiable, "[N,C,d…]", Domain.Real),
            new(RegionCards.Target, InputRole.Target, "[N,d…] class indices", Domain.Real),
        ],
        Options =
        [
            new("ce-weight", OptionKind.Number, "0.5", "the factor of the cross-entropy") { Domain = Domain.NonNegative },
            new("dice-weight", OptionKind.Number, "0.5", "the factor of the Dice loss") { Domain = Domain.NonNegative },
            RegionCards.Smooth("1"),
            RegionCards.IgnoreIndex,
        ],
        Reductions = [Reduction.Mean, Reduction.Sum],
        UseWhen = "Regions are segmented and exactly one class holds at each position: the usual start.",
        AvoidWhen = "Classes overlap: add bce-with-logits and dice with a sigmoid.",
        Pitfalls =
        [
            "Factors that add up to 2, as in libraries that take both parts whole, double the gradient and so the learning rate: halve one of them.",
            "The Dice part averages all classes, also the background and those that are nowhere in the batch, so it falls as empty classes are left alone.",
        ],
        Reference = "S. A. Taghanaki et al., Combo loss: handling input and output imbalance in multi-organ segmentation, Computerized Medical Imaging "
            + "and Graphics 75, 2019; F. Isensee et al., nnU-Net, Nature Methods 18, 2021",
        Elsewhere = ElsewhereNames.Nowhere(
            string.Empty,
            new ElsewhereName(
                RegionCards.Monai,
                "DiceCELoss",
                "Dice per sample and class (batch=True: per class) with smooth 1e-5; both factors 1",
                string.Empty)),
    };

    /// <summary>Gets the factor of the cross-entropy.</summary>
    public double CrossEntropyWeight { get; }

    /// <summary>Gets the factor of the Dice loss.</summary>
    public double DiceWeight { get; }

    /// <summary>Gets what is added to numerator and denominator of the Dice loss.</summary>
    public double Smooth { get; }

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static CrossEntropyDiceLoss Create(LossOptions options) => new(
        options.Number("ce-weight"),
        options.Number("dice-weight"),
        options.Number("smooth"),
        options.OptionalInteger("ignore-index"),
        options.Reduction);

    private protected override Extents ShapeOfValues<T>(in TensorCall<T> call) => default;

    private protected override double Run<T>(in TensorCall<T> call)
    {
        var weight = UnitDriver.WeightOf(call, 0);
        var parts = call;
        parts.Weight = default;
        parts.Values = default;
        var value = RegionDriver.Run<ScaledScore<OverlapScore>, OverlapTerms, T>(
            new ScaledScore<OverlapScore>(OverlapScore.Dice(Smooth), weight * DiceWeight),
            new RegionSettings(RegionActivation.Softmax, RegionScope.Class, IgnoreIndex),
            parts);
        value += PositionCrossEntropy.Run(weight * CrossEntropyWeight, IgnoreIndex, parts);
        if (!call.Values.IsEmpty)
        {
            call.Values[0] = T.CreateTruncating(value);
        }

        return value;
    }
}
