namespace LossKit;

/// <summary>NT-Xent: each view of a sample must find the other view of it among all views of all samples.</summary>
/// <remarks>
/// All 2N rows û = x/‖x‖ against each other: −ln softmax_j(û_i·û_j/τ) at the other view of i, over all j ≠ i. Logits are held in double, so that
/// the loss is exact at small temperatures and for embeddings that hardly differ.
/// </remarks>
public sealed class NtXentLoss : EmbeddingPairLoss, ICatalogued<NtXentLoss>
{
    /// <summary>Initializes a new instance of the <see cref="NtXentLoss"/> class.</summary>
    /// <param name="temperature">What similarities are divided by, greater than 0.</param>
    /// <param name="anchors">Which rows have a loss.</param>
    /// <param name="reduction">How the rows' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public NtXentLoss(double temperature = 0.5, ContrastDirections anchors = ContrastDirections.Both, Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
        Temperature = About.Check("temperature", temperature);
        Anchors = OptionText.Defined("symmetric", anchors);
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "nt-xent",
        Title = "NT-Xent",
        Aliases = ["simclr"],
        Family = LossFamily.Embedding,
        Meaning = "Each view of a sample must find the other view of it among all views of all samples.",
        Formula = "−ln(e^(s_ip/τ) / Σ_{j≠i} e^(s_ij/τ)), s the cosine similarities of all 2N rows, p the other view of i",
        Gradient = "Σ_j (c_ij + c_ji)·û_j made orthogonal to û_i, over ‖x_i‖; c_ij = (softmax_j − [j = p])/τ",
        Inputs = Pairs,
        Options =
        [
            new("temperature", OptionKind.Number, "0.5", "what similarities are divided by") { Domain = Domain.Positive },
            new("symmetric", OptionKind.Boolean, "true", "whether the rows of x2 have a loss too, not those of x1 alone"),
        ],
        UseWhen = "Representations are learned without labels from two random views of each sample (SimCLR), in large batches.",
        AvoidWhen = "Labels are known (sup-con), the two sides come from different encoders (info-nce), or batches are small (siglip).",
        Pitfalls =
        [
            "The loss of unrelated embeddings is ln(2N − 1), not 0, and grows with the batch: compare runs of the same batch size only.",
            "The same image twice in a batch, or two of one class, are negatives of each other: draw batches without repeats.",
            "A temperature that suits one loss does not suit another: libraries start from 0.5, 0.1 and 0.07, and the gradient scales with its inverse.",
        ],
        Reference = "T. Chen, S. Kornblith, M. Norouzi, G. Hinton, A simple framework for contrastive learning of visual representations, ICML 2020",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: NameThere.Missing("cross_entropy of z @ z.T / τ with the diagonal filled with −inf"),
            torchSharp: NameThere.Missing("cross_entropy of the similarities with the diagonal filled with −inf"),
            keras: NameThere.Missing(),
            optax: new("ntxent", "one array with labels; temperature 0.07; the same value where each label stands twice", "temperature=0.07"),
            new ElsewhereName(
                "pytorch-metric-learning",
                "NTXentLoss",
                "one array with labels; temperature 0.07; the same value where each label stands twice",
                "temperature=0.07")),
    };

    /// <summary>Gets what similarities are divided by.</summary>
    public double Temperature { get; }

    /// <summary>Gets which rows have a loss.</summary>
    public ContrastDirections Anchors { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.NonNegative;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static NtXentLoss Create(LossOptions options) =>
        new(options.Number("temperature"), ContrastDirection.Of(options), options.Reduction);

    private protected override Extents ShapeOfValues<T>(in TensorCall<T> call) => Extents.Of(AnchorsOf(call.Shape(0)[0]));

    private protected override void CheckNumbers<T>(in TensorCall<T> call) =>
        Guard.SelfComparisons("x1", call.Shape(0)[0], Anchors == ContrastDirections.Both ? 4 : 2);

    private protected override double Run<T>(in TensorCall<T> call)
    {
        var pairs = call.Shape(0)[0];
        using var rows = new EmbeddingRows(2 * pairs, call.Shape(0)[1], RowLength.Unit, call.WantsGradient, call.Width);
        rows.Load(call.Numbers(0), 0);
        rows.Load(call.Numbers(1), pairs);
        if (Anchors == ContrastDirections.Both && typeof(T) == typeof(float) && PairedSoftmax<float>.Allows(1 / Temperature))
        {
            return RunPaired<float, T>(rows, call);
        }

        if (Anchors == ContrastDirections.Both && PairedSoftmax<double>.Allows(1 / Temperature))
        {
            return RunPaired<double, T>(rows, call);
        }

        using var scores = new ScoreMatrix(rows.View(0, AnchorsOf(pairs)), rows.All);
        var units = new SimilarityUnits<Row>(scores, new Row { Factor = 1 / Temperature, Pairs = pairs }, call.Width);
        var outcome = UnscaledUnits.Run(units, scores.Rows, scores.Columns, call);
        scores.PullBack();
        rows.Deliver(call.Gradient(0), outcome.Scale);
        rows.Deliver(call.Gradient(1), outcome.Scale, pairs);
        return outcome.Value;
    }

    private double RunPaired<TKept, T>(in EmbeddingRows rows, in TensorCall<T> call)
        where TKept : unmanaged, IBinaryFloatingPointIeee754<TKept>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var softmax = new PairedSoftmax<TKept>(rows.All, 1 / Temperature, call.Width);
        var outcome = UnscaledUnits.Run(new PairedRows<TKept> { Softmax = softmax }, rows.Count, 1, call);
        if (call.WantsGradient)
        {
            softmax.PullBack();
            rows.Deliver(call.Gradient(0), outcome.Scale);
            rows.Deliver(call.Gradient(1), outcome.Scale, rows.Count / 2);
        }

        return outcome.Value;
    }

    private int AnchorsOf(int pairs) => Anchors == ContrastDirections.Both ? checked(2 * pairs) : pairs;

    private struct PairedRows<TKept> : IUnitKernel
        where TKept : unmanaged, IBinaryFloatingPointIeee754<TKept>
    {
        public PairedSoftmax<TKept> Softmax;

        /// <inheritdoc/>
        public readonly double Evaluate(int unit, double scale) => Softmax.Evaluate(unit, scale);
    }

    private struct Row : ISimilarityRow
    {
        public double Factor;
        public int Pairs;

        /// <inheritdoc/>
        public readonly int Spare => 0;

        /// <inheritdoc/>
        public readonly unsafe double Evaluate<TLane, TWanted>(in RowMemory<double> row, int unit, double scale)
            where TLane : struct, ILaneMemory<TLane, double>
            where TWanted : struct, IWanted
        {
            SimilarityLogits.Sharpen(row, Factor);
            row.Scores[unit] = double.NegativeInfinity;
            return SimilarityLogits.CrossEntropy<TLane, TWanted>(row, unit < Pairs ? unit + Pairs : unit - Pairs, scale * Factor);
        }
    }
}
