namespace LossKit;

/// <summary>SigLIP: every pair of rows is its own yes-or-no question, whether the two belong together.</summary>
/// <remarks>
/// A row's loss is −Σ_j ln σ(y_ij·(scale·û1_i·û2_j + bias)) with y = 1 on the diagonal and −1 elsewhere. A mean divides by the number of rows, not of
/// pairs, as in the paper.
/// </remarks>
public sealed class SiglipLoss : EmbeddingPairLoss, ICatalogued<SiglipLoss>
{
    /// <summary>Initializes a new instance of the <see cref="SiglipLoss"/> class.</summary>
    /// <param name="scale">What similarities are multiplied by, at least 0.</param>
    /// <param name="bias">What is added to the scaled similarities.</param>
    /// <param name="reduction">How the rows' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public SiglipLoss(double scale = 10, double bias = -10, Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
        Scale = About.Check("scale", scale);
        Bias = About.Check("bias", bias);
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "siglip",
        Title = "SigLIP",
        Family = LossFamily.Embedding,
        Meaning = "Every pair of rows is its own yes-or-no question, whether the two belong together.",
        Formula = "−Σ_j ln σ(y_ij·(scale·s_ij + bias)), s_ij the cosine of x1_i and x2_j, y = 1 where i = j, else −1",
        Gradient = "Σ_j c_ij·û2_j made orthogonal to û1_i, over ‖x1_i‖; c_ij = −scale·y_ij·σ(−y_ij·(scale·s_ij + bias)); x2 likewise",
        Inputs = Pairs,
        Options =
        [
            new("scale", OptionKind.Number, "10", "what similarities are multiplied by") { Domain = Domain.NonNegative },
            new("bias", OptionKind.Number, "-10", "what is added to the scaled similarities"),
        ],
        Reductions = [Reduction.Mean, Reduction.Sum],
        UseWhen = "Images and texts shall agree and batches are small, or are spread over machines: no row needs the sum over the others.",
        AvoidWhen = "The scores are compared across rows, as in retrieval with a large batch (info-nce).",
        Pitfalls =
        [
            "With a bias of 0 the N² − N negatives outweigh the N positives at first: start from a negative bias, −10 in the paper.",
            "The mean divides by rows, so the loss grows with the batch: tune the learning rate for the batch size in use.",
            "Scale and bias are options here and not trained: pass what your own parameters hold, scale = exp(t).",
        ],
        Reference = "X. Zhai, B. Mustafa, A. Kolesnikov, L. Beyer, Sigmoid loss for language image pre-training, ICCV 2023",
        Elsewhere = ElsewhereNames.Nowhere(
            "−logsigmoid of the signed logits, summed and divided by the rows",
            new ElsewhereName("open_clip", "SigLipLoss", "rows are not normalised; logit_scale and logit_bias are inputs")),
    };

    /// <summary>Gets what similarities are multiplied by.</summary>
    public double Scale { get; }

    /// <summary>Gets what is added to the scaled similarities.</summary>
    public double Bias { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.NonNegative;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static SiglipLoss Create(LossOptions options) => new(options.Number("scale"), options.Number("bias"), options.Reduction);

    private protected override double Run<T>(in TensorCall<T> call)
    {
        using var sides = SimilaritySides.Of(call);
        return sides.Run(new Row { Factor = Scale, Bias = Bias }, call);
    }

    private struct Row : ISimilarityRow
    {
        public double Factor;
        public double Bias;

        /// <inheritdoc/>
        public readonly int Spare => 0;

        /// <inheritdoc/>
        public readonly unsafe double Evaluate<TLane, TWanted>(in RowMemory<double> row, int unit, double scale)
            where TLane : struct, ILaneMemory<TLane, double>
            where TWanted : struct, IWanted
        {
            // What stands behind the row is −∞, which costs nothing and has no slope; a scale of 0 must not make NaN of it.
            var factor = TLane.Create(Factor);
            var bias = TLane.Create(Bias);
            var slope = TLane.Create(scale * Factor);
            var own = row.Scores[unit];
            for (nint i = 0; i < row.Padded; i += TLane.Count)
            {
                var similarity = TLane.Load(row.Scores, i);
                var isBehind = TLane.AreEqual(similarity, TLane.Create(double.NegativeInfinity));
                var logit = TLane.Select(isBehind, similarity, TLane.MultiplyAdd(factor, similarity, bias));
                LaneMath.Logistic(logit, out var softplus, out var sigmoid, out _);
                softplus.Store(row.Scratch, i);
                if (TWanted.Gradient)
                {
                    (slope * sigmoid).Store(row.Gradient, i);
                }
            }

            var ownLogit = ScalarLane<double>.MultiplyAdd(
                ScalarLane<double>.Create(Factor), ScalarLane<double>.Create(own), ScalarLane<double>.Create(Bias));
            LaneMath.Logistic(-ownLogit, out var ownSoftplus, out var ownSigmoid, out _);
            row.Scratch[unit] = ownSoftplus.Value;
            if (TWanted.Gradient)
            {
                row.Gradient[unit] = -scale * Factor * ownSigmoid.Value;
            }

            return BlockSum.Sum<TLane, double>(row.Scratch, row.Padded);
        }
    }
}
