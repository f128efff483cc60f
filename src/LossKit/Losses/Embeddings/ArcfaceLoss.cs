namespace LossKit;

/// <summary>ArcFace: softmax cross-entropy of scaled cosines to the class centres, with a margin added to the angle of the true class.</summary>
/// <remarks>
/// −ln softmax_c(scale·φ_c) at the class y, φ_c = cos θ_c but φ_y = cos(θ_y + margin), computed as cos θ·cos m − sin θ·sin m without an arc cosine.
/// Where θ_y + margin exceeds π, the cosine would rise again; there φ_y = cos θ_y − margin·sin margin, which keeps falling (the authors' own code).
/// </remarks>
public sealed class ArcfaceLoss : ClassCentresLoss, ICatalogued<ArcfaceLoss>
{
    /// <summary>Initializes a new instance of the <see cref="ArcfaceLoss"/> class.</summary>
    /// <param name="scale">What cosines are multiplied by, greater than 0.</param>
    /// <param name="margin">What is added to the angle of the true class, in radians from 0 to 1.</param>
    /// <param name="reduction">How the rows' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public ArcfaceLoss(double scale = 64, double margin = 0.5, Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
        Scale = About.Check("scale", scale);
        Margin = About.Check("margin", margin);
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "arcface",
        Title = "ArcFace",
        Family = LossFamily.Embedding,
        Meaning = "Softmax cross-entropy of scaled cosines to the class centres, with a margin added to the angle of the true class.",
        Formula = "−ln softmax_c(scale·φ_c) at y, φ_c = cos θ_c, φ_y = cos(θ_y + margin), or cos θ_y − margin·sin(margin) where θ_y + margin > π",
        Gradient = "Σ_c g_c·∇φ_c, g_c = scale·(softmax_c − [c = y]); ∇φ_y = (cos m + sin m·cos θ/sin θ)·∇cos θ, or ∇cos θ where θ_y + margin > π",
        Inputs = InputsWith("centres"),
        Options =
        [
            new("scale", OptionKind.Number, "64", "what cosines are multiplied by") { Domain = Domain.Positive },
            new("margin", OptionKind.Number, "0.5", "what is added to the angle of the true class, in radians") { Domain = Domain.UnitInterval },
        ],
        UseWhen = "Faces, products or speakers are told apart by the angle of embeddings, with classes known in training and others met later.",
        AvoidWhen = "Training does not start with an angular margin (cosface), or the classes are those of the application (cross-entropy).",
        Pitfalls =
        [
            "The margin is in radians: 28.6 degrees, as another library writes it, is 0.5 here.",
            "With few classes or hard data the full margin keeps the loss high from the start: begin with margin 0 and raise it over the first epochs.",
            "Implementations through acos give NaN or a clipped gradient where an embedding meets its centre; this one does not, so results differ there.",
        ],
        Reference = "J. Deng, J. Guo, N. Xue, S. Zafeiriou, ArcFace: additive angular margin loss for deep face recognition, CVPR 2019, equation 3",
        Elsewhere = ElsewhereNames.Nowhere(
            "cross_entropy of the scaled cosines after changing the target's",
            new ElsewhereName(
                "pytorch-metric-learning",
                "ArcFaceLoss",
                "holds the centres itself, as W of shape [D,C]; the margin is in degrees, 28.6; cosines are clamped before acos")),
    };

    /// <summary>Gets what cosines are multiplied by.</summary>
    public double Scale { get; }

    /// <summary>Gets what is added to the angle of the true class, in radians.</summary>
    public double Margin { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.NonNegative;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static ArcfaceLoss Create(LossOptions options) => new(options.Number("scale"), options.Number("margin"), options.Reduction);

    private protected override unsafe double Run<T>(in TensorCall<T> call)
    {
        using var sides = SimilaritySides.Of(call);
        using var bends = new PooledMemory<double>(sides.Scores.Rows);
        bends.Span.Clear();
        fixed (int* target = call.Indices(2))
        {
            var angles = new TargetAngles(sides, target, call.Width);
            var outcome = sides.Evaluate(
                new Row { Target = target, Angles = angles, Bends = bends.First, Factor = Scale, Margin = Margin }, call);
            sides.PullBack();
            angles.AddSineSlopes(bends.Span);
            sides.Deliver(call, outcome.Scale);
            return outcome.Value;
        }
    }

    private unsafe struct Row : ISimilarityRow
    {
        public int* Target;
        public TargetAngles Angles;
        public double* Bends;
        public double Factor;
        public double Margin;

        /// <inheritdoc/>
        public readonly int Spare => 0;

        /// <inheritdoc/>
        public readonly double Evaluate<TLane, TWanted>(in RowMemory<double> row, int unit, double scale)
            where TLane : struct, ILaneMemory<TLane, double>
            where TWanted : struct, IWanted
        {
            var target = Target[unit];
            var cosine = row.Scores[target];
            var (sine, cosineOfMargin) = ScalarMath.SinCos(Margin);
            if (cosine < -cosineOfMargin)
            {
                row.Scores[target] = cosine - (Margin * sine);
                SimilarityLogits.Sharpen(row, Factor);
                return SimilarityLogits.CrossEntropy<TLane, TWanted>(row, target, scale * Factor);
            }

            var angle = Angles.Of(unit, cosine);
            row.Scores[target] = (cosine * cosineOfMargin) - (angle.Sine * sine);
            SimilarityLogits.Sharpen(row, Factor);
            var loss = SimilarityLogits.CrossEntropy<TLane, TWanted>(row, target, scale * Factor);
            if (TWanted.Gradient)
            {
                // The cosine's share goes the way of all similarities; the sine's would divide by the sine, and goes by itself.
                var slope = row.Gradient[target];
                row.Gradient[target] = slope * (cosineOfMargin - (sine * angle.SlopeOfSine));
                Bends[unit] = angle.IsExact ? -slope * sine : 0;
            }

            return loss;
        }
    }
}
