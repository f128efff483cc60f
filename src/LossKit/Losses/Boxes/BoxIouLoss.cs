namespace LossKit;

/// <summary>Intersection over union: how much of what either box covers is covered by one of them only.</summary>
/// <remarks>1 − I/(U + ε). Boxes that do not overlap cost 1 and have no gradient.</remarks>
public sealed class BoxIouLoss : BoxLoss, ICatalogued<BoxIouLoss>
{
    /// <summary>Initializes a new instance of the <see cref="BoxIouLoss"/> class.</summary>
    /// <param name="epsilon">What is added to the divisor; at least 0.</param>
    /// <param name="reduction">How the pairs' losses are reduced.</param>
    /// <exception cref="LossException">ε is negative or NaN.</exception>
    public BoxIouLoss(double epsilon = 1e-7, Reduction reduction = Reduction.Mean)
        : base(About, epsilon, reduction)
    {
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "box-iou",
        Title = "Box IoU",
        Family = LossFamily.Box,
        Meaning = "How much of what either box covers is covered by one of them only.",
        Formula = "1 − I/(U + ε), I the area of the intersection, U that of the union",
        Gradient = "(∂Ap·I/(U + ε) − ∂I·(1 + I/(U + ε)))/(U + ε), Ap the predicted area; 0 where the boxes do not overlap",
        Inputs = Boxes,
        Options = BoxOptions,
        UseWhen = "Boxes are scored by IoU, and predictions already overlap their targets.",
        AvoidWhen = "Predictions may lie beside their targets, where this loss has no gradient (giou, diou).",
        Pitfalls =
        [
            "Boxes that do not overlap cost 1 wherever they are, so training from a poor start stands still: start with giou or diou.",
            InvertedPitfall,
            UnitPitfall,
        ],
        Reference = "J. Yu, Y. Jiang, Z. Wang, Z. Cao, T. Huang, UnitBox: an advanced object detection network, ACM Multimedia 2016, with −ln IoU",
        Elsewhere = ElsewhereNames.Nowhere("torchvision.ops.box_iou gives the IoU of all pairs"),
    };

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static BoxIouLoss Create(LossOptions options) => new(options.Number("epsilon"), options.Reduction);

    private protected override double Run<T>(in TensorCall<T> call) => RunBoxes(default(NoBoxTerm), call);
}
