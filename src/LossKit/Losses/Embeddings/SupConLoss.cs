using System.Buffers;

namespace LossKit;

/// <summary>Supervised contrastive loss: each embedding must find those of its class among all others.</summary>
/// <remarks>
/// The mean over the positives p of i of −ln softmax_j(û_i·û_j/τ) at p, over all j ≠ i: the form L_out of the paper, with the logarithm inside the
/// mean. Embeddings without another of their label have no loss and do not count.
/// </remarks>
public sealed class SupConLoss : LabelledEmbeddingsLoss, ICatalogued<SupConLoss>
{
    /// <summary>Initializes a new instance of the <see cref="SupConLoss"/> class.</summary>
    /// <param name="temperature">What similarities are divided by, greater than 0.</param>
    /// <param name="reduction">The mean over the embeddings that have a positive, or the sum.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public SupConLoss(double temperature = 0.1, Reduction reduction = Reduction.Mean)
        : base(About, reduction) => Temperature = About.Check("temperature", temperature);

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "sup-con",
        Title = "Supervised contrastive",
        Aliases = ["supervised-contrastive"],
        Family = LossFamily.Embedding,
        Meaning = "Each embedding must find those of its class among all others.",
        Formula = "−mean over the positives p of i of ln(e^(s_ip/τ) / Σ_{j≠i} e^(s_ij/τ)), s the cosine similarities",
        Gradient = "Σ_j (c_ij + c_ji)·û_j made orthogonal to û_i, over ‖x_i‖; c_ij = (softmax_j − [j positive]/P_i)/τ",
        Inputs = EmbeddingsAndLabels,
        Options = [new("temperature", OptionKind.Number, "0.1", "what similarities are divided by") { Domain = Domain.Positive }],
        Reductions = [Reduction.Mean, Reduction.Sum],
        UseWhen = "Classes are known and the embedding itself is wanted, or a classifier shall be trained on top of it afterwards.",
        AvoidWhen = "There are no labels (nt-xent), or classes are so many that a batch rarely holds two of one (proxy-anchor).",
        Pitfalls =
        [
            "A batch without two of a label gives 0 and no gradient: draw several samples of each class.",
            "The least loss is not 0: with P positives it is ln P at best, so a loss that stops falling there has converged.",
            "Several views of a sample are rows of their own: repeat the label for each view.",
        ],
        Reference = "P. Khosla et al., Supervised contrastive learning, NeurIPS 2020, equation 2 (L_out)",
        Elsewhere = ElsewhereNames.Nowhere(
            "log_softmax of the similarities with the diagonal filled with −inf, averaged over the positives",
            new ElsewhereName("pytorch-metric-learning", "SupConLoss", "averaged over the anchors with a positive loss")),
    };

    /// <summary>Gets what similarities are divided by.</summary>
    public double Temperature { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.NonNegative;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static SupConLoss Create(LossOptions options) => new(options.Number("temperature"), options.Reduction);

    private protected override void CheckNumbers<T>(in TensorCall<T> call) => Guard.SelfComparisons("embeddings", call.Shape(0)[0]);

    private protected override unsafe double Run<T>(in TensorCall<T> call)
    {
        using var rows = EmbeddingRows.Of(call, 0);
        using var scores = new ScoreMatrix(rows.All, rows.All);
        fixed (int* labels = call.Indices(1))
        {
            var units = new SimilarityUnits<Row>(scores, new Row { Labels = labels, Factor = 1 / Temperature }, call.Width);
            var outcome = UnscaledUnits.Run(units, scores.Rows, scores.Columns, call, CountWithCompany(call.Indices(1)));
            scores.PullBack();
            rows.Deliver(call.Gradient(0), outcome.Scale);
            return outcome.Value;
        }
    }

    private static int CountWithCompany(ReadOnlySpan<int> labels)
    {
        var rented = ArrayPool<int>.Shared.Rent(labels.Length);
        var sorted = rented.AsSpan(0, labels.Length);
        labels.CopyTo(sorted);
        sorted.Sort();
        var count = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            var hasCompany = (i > 0 && sorted[i - 1] == sorted[i]) || (i + 1 < sorted.Length && sorted[i + 1] == sorted[i]);
            count += hasCompany ? 1 : 0;
        }

        ArrayPool<int>.Shared.Return(rented);
        return count;
    }

    private unsafe struct Row : ISimilarityRow
    {
        public int* Labels;
        public double Factor;

        /// <inheritdoc/>
        public readonly int Spare => 0;

        /// <inheritdoc/>
        public readonly double Evaluate<TLane, TWanted>(in RowMemory<double> row, int unit, double scale)
            where TLane : struct, ILaneMemory<TLane, double>
            where TWanted : struct, IWanted
        {
            // Whole coefficients, divided by their number at the end, are exact.
            var positives = 0.0;
            for (var i = 0; i < row.Classes; i++)
            {
                row.Distribution[i] = Labels[i] == Labels[unit] ? 1 : 0;
                positives += row.Distribution[i];
            }

            positives--;
            row.Distribution[unit] = 0;
            if (positives == 0)
            {
                new Span<double>(row.Gradient, row.Classes).Clear();
                return 0;
            }

            SimilarityLogits.Sharpen(row, Factor);
            row.Scores[unit] = double.NegativeInfinity;
            return CoefficientRow.Evaluate<TLane, TWanted, GivenCoefficients<double>, double>(row, default, scale * Factor / positives) / positives;
        }
    }
}
