namespace LossKit;

/// <summary>Contrastive loss of pairs: similar ones are pulled together, others pushed apart up to a margin.</summary>
/// <remarks>
/// d² for a similar pair and max(0, m − d)² for another, d = ‖x1 − x2‖; the paper halves both. Its gradient is 2(x1 − x2) for a similar pair and
/// −2(m − d)(x1 − x2)/d for another, 0 where d is 0 or beyond the margin.
/// </remarks>
public sealed class ContrastiveLoss : LabelledPairLoss, ICatalogued<ContrastiveLoss>
{
    /// <summary>Initializes a new instance of the <see cref="ContrastiveLoss"/> class.</summary>
    /// <param name="margin">How far apart pairs that are not similar shall be.</param>
    /// <param name="similarLabel">Which label says that a pair is similar.</param>
    /// <param name="factor">Whether losses are halved.</param>
    /// <param name="reduction">How the pairs' losses are reduced.</param>
    /// <param name="distance">How far apart two embeddings are; Euclidean where it is left out.</param>
    /// <exception cref="LossException">The margin is negative or NaN.</exception>
    public ContrastiveLoss(
        double margin = 1,
        SimilarLabel similarLabel = SimilarLabel.One,
        ContrastiveFactor factor = ContrastiveFactor.One,
        Reduction reduction = Reduction.Mean,
        EmbeddingDistance? distance = null)
        : base(About, reduction)
    {
        Margin = About.Check("margin", margin);
        SimilarLabel = OptionText.Defined("similar-label", similarLabel);
        Factor = OptionText.Defined("half", factor);
        Distance = distance ?? EmbeddingDistance.Euclidean;
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "contrastive",
        Title = "Contrastive",
        Family = LossFamily.Embedding,
        Meaning = "Similar pairs are pulled together, others pushed apart up to a margin.",
        Formula = "s·d² + (1 − s)·max(0, m − d)², d = ‖x1 − x2‖, s = 1 for a similar pair; all of it halved with `half`",
        Gradient = "2(x1 − x2) for x1 of a similar pair, −2·max(0, m − d)·(x1 − x2)/d of another (0 at d = 0); the opposite for x2",
        Inputs =
        [
            new("x1", InputRole.Differentiable, "[N,D] embeddings", Domain.Real),
            new("x2", InputRole.Differentiable, "[N,D] embeddings", Domain.Real),
            new("label", InputRole.Label, "[N]: 0 and 1, of which `similar-label` says which means similar", Domain.ZeroOrOne),
        ],
        Options =
        [
            new("margin", OptionKind.Number, "1", "how far apart pairs that are not similar shall be") { Domain = Domain.NonNegative },
            new("similar-label", OptionKind.Choice, "1", "the label of similar pairs") { Choices = ["1", "0"] },
            new("half", OptionKind.Boolean, "false", "whether losses are halved, as in the paper"),
        ],
        UseWhen = "Pairs are known to belong together or not, and distances between embeddings shall say so.",
        AvoidWhen = "Only the order of distances counts, which is easier to reach (triplet).",
        Pitfalls =
        [
            "Whether 1 means similar or different depends on who wrote the data; the wrong one trains happily to the opposite, so "
                + "look at the distances of a few similar pairs and set similar-label.",
            "Pairs further apart than the margin have no gradient: when most are, the loss stands still, and harder pairs must be drawn.",
            "The margin is a distance, so its meaning follows the scale of the embeddings: normalise them or choose it from "
                + "distances seen at the start.",
        ],
        Reference = "R. Hadsell, S. Chopra, Y. LeCun, Dimensionality reduction by learning an invariant mapping, CVPR 2006",
        Elsewhere = ElsewhereNames.Nowhere(
            "a few lines with the pairwise distance",
            new ElsewhereName(
                "pytorch-metric-learning",
                "ContrastiveLoss",
                "distances are not squared; embeddings are normalised first; pairs are made from class labels; averaged over pairs of positive loss, similar and others apart")),
    };

    /// <summary>Gets how far apart pairs that are not similar shall be.</summary>
    public double Margin { get; }

    /// <summary>Gets which label says that a pair is similar.</summary>
    public SimilarLabel SimilarLabel { get; }

    /// <summary>Gets whether losses are halved.</summary>
    public ContrastiveFactor Factor { get; }

    /// <summary>Gets how far apart two embeddings are.</summary>
    public EmbeddingDistance Distance { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.NonNegative;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static ContrastiveLoss Create(LossOptions options) => new(
        options.Number("margin"),
        options.Text("similar-label") == "1" ? SimilarLabel.One : SimilarLabel.Zero,
        options.Flag("half") ? ContrastiveFactor.Half : ContrastiveFactor.One,
        options.Reduction);

    private protected override unsafe double Run<T>(in TensorCall<T> call)
    {
        var (rows, length) = (call.Shape(0)[0], call.Shape(0)[1]);
        fixed (T* x1 = call.Numbers(0), x2 = call.Numbers(1), gradient1 = call.Gradient(0), gradient2 = call.Gradient(1))
        fixed (int* label = call.Indices(2))
        {
            var kernel = new Kernel<T>
            {
                X1 = new(x1, gradient1, length),
                X2 = new(x2, gradient2, length),
                Label = label,
                Distance = Distance.At(call.Width),
                Margin = Margin,
                Similar = SimilarLabel == SimilarLabel.One ? 1 : 0,
                Factor = Factor == ContrastiveFactor.Half ? 0.5 : 1,
            };
            return UnitDriver.Run(kernel, rows, length, call);
        }
    }

    private unsafe struct Kernel<T> : IUnitKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public WideRows<T> X1;
        public WideRows<T> X2;
        public int* Label;
        public EmbeddingDistance Distance;
        public double Margin;
        public int Similar;
        public double Factor;

        /// <inheritdoc/>
        public readonly double Evaluate(int unit, double scale)
        {
            using var x1 = X1.Row(unit, scale);
            using var x2 = X2.Row(unit, scale);
            var distance = Distance.Between(x1.Values, x2.Values);

            // What is squared, and its derivative by the distance.
            var (error, direction) = Label[unit] == Similar ? (distance, 1) : (Margin - distance, -1);
            if (error <= 0)
            {
                return 0;
            }

            var slope = 2 * Factor * direction * error;
            x1.Pull(Distance, x2, distance, slope);
            x2.Pull(Distance, x1, distance, slope);
            return Factor * error * error;
        }
    }
}
