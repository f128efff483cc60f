namespace LossKit;

/// <summary>Generalized IoU: 1 − IoU, and the share of the enclosing box that neither box covers, which draws distant boxes together.</summary>
/// <remarks>1 − I/(U + ε) + (A − U)/(A + ε), A the area of the smallest box around both.</remarks>
public sealed class GiouLoss : BoxLoss, ICatalogued<GiouLoss>
{
    /// <summary>Initializes a new instance of the <see cref="GiouLoss"/> class.</summary>
    /// <param name="epsilon">What is added to every divisor; at least 0.</param>
    /// <param name="reduction">How the pairs' losses are reduced.</param>
    /// <exception cref="LossException">ε is negative or NaN.</exception>
    public GiouLoss(double epsilon = 1e-7, Reduction reduction = Reduction.Mean)
        : base(About, epsilon, reduction)
    {
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "giou",
        Title = "Generalized box IoU",
        Family = LossFamily.Box,
        Meaning = "1 − IoU, and the share of the enclosing box that neither box covers.",
        Formula = "1 − I/(U + ε) + (A − U)/(A + ε), I the area of the intersection, U of the union, A of the enclosing box",
        Gradient = "that of box-iou + (∂A·(U + ε)/(A + ε) − ∂U)/(A + ε)",
        Inputs = Boxes,
        Options = BoxOptions,
        UseWhen = "Predicted boxes may lie beside their targets, and IoU is the score.",
        AvoidWhen = "Boxes are often nested, where the enclosing box adds nothing and convergence is slow (diou, ciou).",
        Pitfalls =
        [
            "Values run to 2, not to 1, so a threshold on the loss that was found with box-iou does not fit.",
            InvertedPitfall,
            UnitPitfall,
        ],
        Reference = "H. Rezatofighi, N. Tsoi, J. Gwak, A. Sadeghian, I. Reid, S. Savarese, Generalized intersection over union: a metric and a loss "
            + "for bounding box regression, CVPR 2019",
        Elsewhere = ElsewhereNames.Nowhere(
            string.Empty,
            new("torchvision", "ops.generalized_box_iou_loss", "not reduced by default", "reduction=none"),
            new("MONAI", "BoxGIoULoss", "epsilon is the spacing of float numbers at 1; boxes of three dimensions too", "epsilon=1.1920929e-7")),
    };

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static GiouLoss Create(LossOptions options) => new(options.Number("epsilon"), options.Reduction);

    private protected override double Run<T>(in TensorCall<T> call) => RunBoxes(default(Term), call);

    /// <summary>(A − U)/(A + ε).</summary>
    private readonly struct Term : IBoxTerm
    {
        /// <inheritdoc/>
        public static BoxMeasure Measure => BoxMeasure.Areas;

        /// <inheritdoc/>
        public double Add(ref BoxAxis x, ref BoxAxis y, double miss, double epsilon)
        {
            var divisor = (x.Span * y.Span) + epsilon;
            if (divisor == 0)
            {
                return 0;
            }

            var waste = Waste(x, y) / divisor;
            var rest = 1 - waste;
            x.LengthSlope -= y.Length / divisor;
            y.LengthSlope -= x.Length / divisor;
            x.SpanSlope += rest * y.Span / divisor;
            y.SpanSlope += rest * x.Span / divisor;
            if (x.Overlap > 0 && y.Overlap > 0)
            {
                x.OverlapSlope += y.Overlap / divisor;
                y.OverlapSlope += x.Overlap / divisor;
            }

            return waste;
        }

        /// <summary>A − U, as areas that are not negative.</summary>
        private static double Waste(in BoxAxis x, in BoxAxis y)
        {
            if (x.SignedOverlap <= 0)
            {
                return Apart(x, y);
            }

            if (y.SignedOverlap <= 0)
            {
                return Apart(y, x);
            }

            // A corner of the enclosing box is bare where one box stands out along x and the other along y.
            return (x.BeyondLow * (y.MissedLow + y.MissedHigh)) + (x.BeyondHigh * (y.MissedLow + y.MissedHigh))
                + (x.MissedLow * (y.BeyondLow + y.BeyondHigh)) + (x.MissedHigh * (y.BeyondLow + y.BeyondHigh));
        }

        // Boxes one after the other: the gap, and what each lacks of the other dimension.
        private static double Apart(in BoxAxis along, in BoxAxis across) =>
            (-along.SignedOverlap * across.Span)
            + (along.Length * (across.MissedLow + across.MissedHigh)) + (along.TargetLength * (across.BeyondLow + across.BeyondHigh));
    }
}
