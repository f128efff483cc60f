namespace LossKit;

/// <summary>Complete IoU: distance IoU, and how far the aspect ratios differ, which counts more the better the boxes overlap.</summary>
/// <remarks>
/// 1 − I/(U + ε) + ρ²/(c² + ε) + αv with v = 4/π²·(atan(wₜ/hₜ) − atan(w/h))² and α = v/(1 − IoU + v + ε), which is held constant in the gradient.
/// atan(w/0) is π/2; a box that is a point has atan 0 and no gradient of v.
/// </remarks>
public sealed class CiouLoss : BoxLoss, ICatalogued<CiouLoss>
{
    /// <summary>Initializes a new instance of the <see cref="CiouLoss"/> class.</summary>
    /// <param name="epsilon">What is added to every divisor; at least 0.</param>
    /// <param name="reduction">How the pairs' losses are reduced.</param>
    /// <exception cref="LossException">ε is negative or NaN.</exception>
    public CiouLoss(double epsilon = 1e-7, Reduction reduction = Reduction.Mean)
        : base(About, epsilon, reduction)
    {
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "ciou",
        Title = "Complete box IoU",
        Family = LossFamily.Box,
        Meaning = "1 − IoU, how far the centres are apart, and how far the aspect ratios differ.",
        Formula = "1 − I/(U + ε) + ρ²/(c² + ε) + αv, v = 4/π²·(atan(wₜ/hₜ) − atan(w/h))², α = v/(1 − IoU + v + ε)",
        Gradient = "that of diou + α·∂v, α held constant; ∂v = 8/π²·(atan(wₜ/hₜ) − atan(w/h))·(w·∂h − h·∂w)/(w² + h²)",
        Inputs = Boxes,
        Options = BoxOptions,
        UseWhen = "Boxes shall match in overlap, place and aspect ratio: the usual choice for detectors.",
        AvoidWhen = "Widths and heights shall be pulled each by itself, not only their ratio (eiou).",
        Pitfalls =
        [
            "The gradient is not the derivative of the value, since α is held constant as in the paper: a numerical check fails, so check diou instead.",
            "The aspect term vanishes for boxes of the same shape and another size, so it does not make a box larger or smaller: use eiou for that.",
            InvertedPitfall,
            UnitPitfall,
        ],
        Reference = UsualReference,
        Elsewhere = ElsewhereNames.Nowhere(
            string.Empty, new ElsewhereName("torchvision", "ops.complete_box_iou_loss", "not reduced by default", "reduction=none")),
    };

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static CiouLoss Create(LossOptions options) => new(options.Number("epsilon"), options.Reduction);

    private protected override double Run<T>(in TensorCall<T> call) => RunBoxes(new Term(Epsilon), call);

    /// <summary>The term of diou, and αv.</summary>
    /// <param name="ratioEpsilon">ε where it is added to ratios, which have no unit.</param>
    private readonly struct Term(double ratioEpsilon) : IBoxTerm
    {
        private const double Factor = 4 / (Math.PI * Math.PI);

        /// <inheritdoc/>
        public static BoxMeasure Measure => BoxMeasure.Lengths;

        /// <inheritdoc/>
        public double Add(ref BoxAxis x, ref BoxAxis y, double miss, double epsilon)
        {
            var distance = default(CentreTerm).Add(ref x, ref y, miss, epsilon);
            var difference = AngleDifference(x.TargetLength, y.TargetLength, x.Length, y.Length);
            var aspect = Factor * difference * difference;
            var divisor = miss + aspect + ratioEpsilon;
            var share = divisor == 0 ? 0 : aspect / divisor;
            var radius = (x.Length * x.Length) + (y.Length * y.Length);
            if (radius != 0)
            {
                var slope = 2 * Factor * share * difference / radius;
                x.LengthSlope -= slope * y.Length;
                y.LengthSlope += slope * x.Length;
            }

            return distance + (share * aspect);
        }

        // atan a − atan b = atan((a − b)/(1 + ab)) for a, b ≥ 0: nothing cancels but a − b itself.
        private static double AngleDifference(double targetWidth, double targetHeight, double width, double height)
        {
            Normalise(ref targetWidth, ref targetHeight);
            Normalise(ref width, ref height);
            var across = (targetWidth * height) - (width * targetHeight);
            var along = (targetHeight * height) + (targetWidth * width);
            return LaneMath.Atan(ScalarLane<double>.Create(across / along)).Value;
        }

        // The larger side becomes 1, so that no product of two boxes vanishes; a point becomes a box of angle 0.
        private static void Normalise(ref double width, ref double height)
        {
            var larger = Math.Max(width, height);
            (width, height) = larger == 0 ? (0, 1) : (width / larger, height / larger);
        }
    }
}
