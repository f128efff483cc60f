namespace LossKit;

/// <summary>CosFace: softmax cross-entropy of scaled cosines to the class centres, with a margin taken from the cosine of the true class.</summary>
/// <remarks>−ln softmax_c(scale·(cos θ_c − margin·[c = y])) at the class y, θ_c the angle between the embedding and the centre of c.</remarks>
public sealed class CosfaceLoss : ClassCentresLoss, ICatalogued<CosfaceLoss>
{
    /// <summary>Initializes a new instance of the <see cref="CosfaceLoss"/> class.</summary>
    /// <param name="scale">What cosines are multiplied by, greater than 0.</param>
    /// <param name="margin">What is taken from the cosine of the true class, at least 0.</param>
    /// <param name="reduction">How the rows' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public CosfaceLoss(double scale = 64, double margin = 0.35, Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
        Scale = About.Check("scale", scale);
        Margin = About.Check("margin", margin);
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "cosface",
        Title = "CosFace",
        Aliases = ["am-softmax"],
        Family = LossFamily.Embedding,
        Meaning = "Softmax cross-entropy of scaled cosines to the class centres, with a margin taken from the cosine of the true class.",
        Formula = "−ln softmax_c(scale·(cos θ_c − margin·[c = y])) at y, cos θ_c = x̂·ŵ_c",
        Gradient = "Σ_c g_c·ŵ_c made orthogonal to x̂, over ‖x‖; g_c = scale·(softmax_c − [c = y]); centres likewise over the rows",
        Inputs = InputsWith("centres"),
        Options =
        [
            new("scale", OptionKind.Number, "64", "what cosines are multiplied by") { Domain = Domain.Positive },
            new("margin", OptionKind.Number, "0.35", "what is taken from the cosine of the true class") { Domain = Domain.NonNegative },
        ],
        UseWhen = "Faces, products or speakers are told apart by the cosine of embeddings, with classes known in training and others met later.",
        AvoidWhen = "The margin shall be the same angle everywhere (arcface), or the classes are those of the application (cross-entropy).",
        Pitfalls =
        [
            "With few classes or hard data the full margin keeps the loss high from the start: begin with margin 0 and raise it over the first epochs.",
            "A small scale cannot be satisfied: the loss stays above ln(1 + (C − 1)·e^(−scale·(C/(C − 1) − margin))) even for perfect embeddings.",
        ],
        Reference = "H. Wang et al., CosFace: large margin cosine loss for deep face recognition, CVPR 2018, equation 4",
        Elsewhere = ElsewhereNames.Nowhere(
            "cross_entropy of the scaled cosines after taking the margin from the target's",
            new ElsewhereName("pytorch-metric-learning", "CosFaceLoss", "holds the centres itself, as W of shape [D,C]")),
    };

    /// <summary>Gets what cosines are multiplied by.</summary>
    public double Scale { get; }

    /// <summary>Gets what is taken from the cosine of the true class.</summary>
    public double Margin { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.NonNegative;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static CosfaceLoss Create(LossOptions options) => new(options.Number("scale"), options.Number("margin"), options.Reduction);

    private protected override unsafe double Run<T>(in TensorCall<T> call)
    {
        using var sides = SimilaritySides.Of(call);
        fixed (int* target = call.Indices(2))
        {
            return sides.Run(new Row { Target = target, Factor = Scale, Margin = Margin }, call);
        }
    }

    private unsafe struct Row : ISimilarityRow
    {
        public int* Target;
        public double Factor;
        public double Margin;

        /// <inheritdoc/>
        public readonly int Spare => 0;

        /// <inheritdoc/>
        public readonly double Evaluate<TLane, TWanted>(in RowMemory<double> row, int unit, double scale)
            where TLane : struct, ILaneMemory<TLane, double>
            where TWanted : struct, IWanted
        {
            row.Scores[Target[unit]] -= Margin;
            SimilarityLogits.Sharpen(row, Factor);
            return SimilarityLogits.CrossEntropy<TLane, TWanted>(row, Target[unit], scale * Factor);
        }
    }
}
