namespace LossKit;

/// <summary>N-pair loss: each anchor must find its positive among the positives of all anchors, by plain dot products.</summary>
/// <remarks>
/// ln(1 + Σ_{j≠i} e^(a_i·p_j − a_i·p_i)), softmax cross-entropy of the dot products without normalisation and temperature; optionally with the
/// squared lengths of the embeddings, which the paper keeps small.
/// </remarks>
public sealed class NPairLoss : EmbeddingPairLoss, ICatalogued<NPairLoss>
{
    /// <summary>Initializes a new instance of the <see cref="NPairLoss"/> class.</summary>
    /// <param name="l2">The weight of the mean squared length of a pair's two embeddings, at least 0.</param>
    /// <param name="reduction">How the pairs' losses are reduced.</param>
    /// <exception cref="LossException">The weight is negative.</exception>
    public NPairLoss(double l2 = 0, Reduction reduction = Reduction.Mean)
        : base(About, reduction) => L2 = About.Check("l2", l2);

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "n-pair",
        Title = "N-pair",
        Family = LossFamily.Embedding,
        Meaning = "Each anchor must find its positive among the positives of all anchors, by plain dot products.",
        Formula = "ln(1 + Σ_{j≠i} e^(x1_i·x2_j − x1_i·x2_i)) + l2·(‖x1_i‖² + ‖x2_i‖²)/2",
        Gradient = "Σ_j (softmax_j − [j = i])·x2_j + l2·x1_i for x1_i; x2 likewise with the columns",
        Inputs = Pairs,
        Options =
        [
            new("l2", OptionKind.Number, "0", "the weight of the mean squared length of a pair's embeddings") { Domain = Domain.NonNegative },
        ],
        UseWhen = "One pair of each of N classes is drawn for a batch, and the length of an embedding shall be free to say how sure it is.",
        AvoidWhen = "Embeddings are compared by their cosine later (info-nce), or a class stands in the batch more than twice (sup-con).",
        Pitfalls =
        [
            "Two pairs of one class are negatives of each other: draw one pair of a class.",
            "Without the regularisation the lengths grow without bound, since longer embeddings make every softmax surer: give l2 a small value such as 0.001.",
        ],
        Reference = "K. Sohn, Improved deep metric learning with multi-class N-pair loss objective, NIPS 2016, equation 6",
        Elsewhere = ElsewhereNames.Nowhere(
            "cross_entropy of a @ p.T with targets 0, 1, 2, …",
            new ElsewhereName(
                "pytorch-metric-learning",
                "NPairsLoss",
                "one array with labels; normalises the embeddings unless given DotProductSimilarity; the lengths through embedding_regularizer")),
    };

    /// <summary>Gets the weight of the mean squared length of a pair's two embeddings.</summary>
    public double L2 { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.NonNegative;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static NPairLoss Create(LossOptions options) => new(options.Number("l2"), options.Reduction);

    private protected override double Run<T>(in TensorCall<T> call)
    {
        using var sides = SimilaritySides.Of(call, length: RowLength.AsGiven);
        return sides.Run(new Row { Anchors = sides.Left.All, Positives = sides.Right.All, L2 = L2, Lanes = call.Width }, call);
    }

    private struct Row : ISimilarityRow
    {
        public RowsView Anchors;
        public RowsView Positives;
        public double L2;
        public LaneWidth Lanes;

        /// <inheritdoc/>
        public readonly int Spare => 0;

        /// <inheritdoc/>
        public readonly double Evaluate<TLane, TWanted>(in RowMemory<double> row, int unit, double scale)
            where TLane : struct, ILaneMemory<TLane, double>
            where TWanted : struct, IWanted
        {
            var loss = SimilarityLogits.CrossEntropy<TLane, TWanted>(row, unit, scale);
            return L2 == 0 ? loss : loss + (L2 * (Regularise<TWanted>(Anchors, unit, scale) + Regularise<TWanted>(Positives, unit, scale)) / 2);
        }

        private readonly unsafe double Regularise<TWanted>(RowsView rows, int unit, double scale)
            where TWanted : struct, IWanted
        {
            var numbers = rows.NumbersOf(unit);
            if (TWanted.Gradient && rows.WantsSlopes)
            {
                var slopes = rows.SlopesOf(unit);
                for (nint i = 0; i < rows.Width; i++)
                {
                    slopes[i] += scale * L2 * numbers[i];
                }
            }

            return RowProduct.Of(numbers, numbers, rows.Width, Lanes);
        }
    }
}
