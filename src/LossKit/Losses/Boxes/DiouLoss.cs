namespace LossKit;

/// <summary>Distance IoU: 1 − IoU, and how far the centres are apart, measured by the diagonal of the enclosing box.</summary>
/// <remarks>1 − I/(U + ε) + ρ²/(c² + ε).</remarks>
public sealed class DiouLoss : BoxLoss, ICatalogued<DiouLoss>
{
    /// <summary>Initializes a new instance of the <see cref="DiouLoss"/> class.</summary>
    /// <param name="epsilon">What is added to every divisor; at least 0.</param>
    /// <param name="reduction">How the pairs' losses are reduced.</param>
    /// <exception cref="LossException">ε is negative or NaN.</exception>
    public DiouLoss(double epsilon = 1e-7, Reduction reduction = Reduction.Mean)
        : base(About, epsilon, reduction)
    {
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "diou",
        Title = "Distance box IoU",
        Family = LossFamily.Box,
        Meaning = "1 − IoU, and how far the centres are apart.",
        Formula = "1 − I/(U + ε) + ρ²/(c² + ε), ρ the distance of the centres, c the diagonal of the enclosing box",
        Gradient = "that of box-iou + (∂ρ² − ∂c²·ρ²/(c² + ε))/(c² + ε)",
        Inputs = Boxes,
        Options = BoxOptions,
        UseWhen = "Predicted boxes may lie beside, inside or around their targets, and training shall be fast.",
        AvoidWhen = "The shape of boxes matters beside their place (ciou, eiou).",
        Pitfalls =
        [
            "Boxes with the same centre cost no more than 1 − IoU, whatever their shapes, so wrong aspect ratios stay long: use ciou or eiou.",
            InvertedPitfall,
            UnitPitfall,
        ],
        Reference = UsualReference,
        Elsewhere = ElsewhereNames.Nowhere(
            string.Empty, new ElsewhereName("torchvision", "ops.distance_box_iou_loss", "not reduced by default", "reduction=none")),
    };

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static DiouLoss Create(LossOptions options) => new(options.Number("epsilon"), options.Reduction);

    private protected override double Run<T>(in TensorCall<T> call) => RunBoxes(default(CentreTerm), call);
}
