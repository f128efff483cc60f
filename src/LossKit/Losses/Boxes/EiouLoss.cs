namespace LossKit;

/// <summary>Efficient IoU: distance IoU, and how far width and height differ, each measured by the enclosing box.</summary>
/// <remarks>1 − I/(U + ε) + ρ²/(c² + ε) + (w − wₜ)²/(C_w² + ε) + (h − hₜ)²/(C_h² + ε), C_w and C_h the sides of the enclosing box.</remarks>
public sealed class EiouLoss : BoxLoss, ICatalogued<EiouLoss>
{
    /// <summary>Initializes a new instance of the <see cref="EiouLoss"/> class.</summary>
    /// <param name="epsilon">What is added to every divisor; at least 0.</param>
    /// <param name="reduction">How the pairs' losses are reduced.</param>
    /// <exception cref="LossException">ε is negative or NaN.</exception>
    public EiouLoss(double epsilon = 1e-7, Reduction reduction = Reduction.Mean)
        : base(About, epsilon, reduction)
    {
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "eiou",
        Title = "Efficient box IoU",
        Family = LossFamily.Box,
        Meaning = "1 − IoU, how far the centres are apart, and how far widths and heights differ.",
        Formula = "1 − I/(U + ε) + ρ²/(c² + ε) + (w − wₜ)²/(C_w² + ε) + (h − hₜ)²/(C_h² + ε), C_w and C_h the sides of the enclosing box",
        Gradient = "that of diou + 2(w − wₜ)·(∂w − ∂C_w·C_w(w − wₜ)/(C_w² + ε))/(C_w² + ε), and the same for the heights",
        Inputs = Boxes,
        Options = BoxOptions,
        UseWhen = "Boxes shall match in overlap, place, width and height, and training shall be fast.",
        AvoidWhen = "Published numbers of a detector shall be matched, most of which use its relatives (ciou, giou).",
        Pitfalls =
        [
            "Values run to 4, so its weight beside a classification loss must be lower than that of giou or diou.",
            InvertedPitfall,
            UnitPitfall,
        ],
        Reference = "Y.-F. Zhang, W. Ren, Z. Zhang, Z. Jia, L. Wang, T. Tan, Focal and efficient IOU loss for accurate bounding box regression, "
            + "arXiv 2101.08158, 2021",
        Elsewhere = ElsewhereNames.Nowhere(),
    };

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static EiouLoss Create(LossOptions options) => new(options.Number("epsilon"), options.Reduction);

    private protected override double Run<T>(in TensorCall<T> call) => RunBoxes(default(Term), call);

    /// <summary>The term of diou, and those of the two sides.</summary>
    private readonly struct Term : IBoxTerm
    {
        /// <inheritdoc/>
        public static BoxMeasure Measure => BoxMeasure.Lengths;

        /// <inheritdoc/>
        public double Add(ref BoxAxis x, ref BoxAxis y, double miss, double epsilon) =>
            default(CentreTerm).Add(ref x, ref y, miss, epsilon) + Side(ref x, epsilon) + Side(ref y, epsilon);

        private static double Side(ref BoxAxis axis, double epsilon)
        {
            var divisor = (axis.Span * axis.Span) + epsilon;
            if (divisor == 0)
            {
                return 0;
            }

            var ratio = axis.LengthDifference / divisor;
            var side = ratio * axis.LengthDifference;
            axis.LengthSlope += 2 * ratio;
            axis.SpanSlope -= 2 * side * axis.Span / divisor;
            return side;
        }
    }
}
