namespace LossKit;

/// <summary>Cosine embedding: similar pairs shall point the same way, others shall not.</summary>
/// <remarks>
/// 1 − cos(x1, x2) for label +1, max(0, cos(x1, x2) − margin) for label −1; norms are at least 1e-12. The gradient of the cosine by x1 is
/// (x̂2 − cos·x̂1)/‖x1‖.
/// </remarks>
public sealed class CosineEmbeddingLoss : LabelledPairLoss, ICatalogued<CosineEmbeddingLoss>
{
    /// <summary>Initializes a new instance of the <see cref="CosineEmbeddingLoss"/> class.</summary>
    /// <param name="margin">Up to which cosine pairs that are not similar cost nothing.</param>
    /// <param name="reduction">How the pairs' losses are reduced.</param>
    /// <exception cref="LossException">The margin is NaN.</exception>
    public CosineEmbeddingLoss(double margin = 0, Reduction reduction = Reduction.Mean)
        : base(About, reduction) => Margin = About.Check("margin", margin);

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "cosine-embedding",
        Title = "Cosine embedding",
        Family = LossFamily.Embedding,
        Meaning = "Similar pairs shall point the same way, others shall not.",
        Formula = "1 − cos(x1, x2) for label +1, max(0, cos(x1, x2) − margin) for label −1",
        Gradient = "∓(x̂2 − cos·x̂1)/‖x1‖ for x1, likewise for x2; 0 where the loss is 0",
        Inputs =
        [
            new("x1", InputRole.Differentiable, "[N,D] embeddings", Domain.Real),
            new("x2", InputRole.Differentiable, "[N,D] embeddings", Domain.Real),
            new("label", InputRole.Label, "[N]: +1 for similar pairs, −1 for others", Domain.Signs),
        ],
        Options = [new("margin", OptionKind.Number, "0", "up to which cosine pairs that are not similar cost nothing")],
        UseWhen = "Directions carry the meaning and lengths do not: texts, users and items.",
        AvoidWhen = "A batch holds many classes or views, whose other rows are negatives for free (info-nce, multi-similarity).",
        Pitfalls =
        [
            "With margin 0 pairs that are not similar are only pushed to a right angle, never further: a lower margin asks for opposite directions.",
            "The gradient is divided by the length of the embedding, so very short embeddings jump: keep lengths near 1, for "
                + "instance by normalising in the model.",
        ],
        Reference = "R. Collobert and others, Torch7: a Matlab-like environment for machine learning, BigLearn workshop at NIPS 2011",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: new("CosineEmbeddingLoss, functional.cosine_embedding_loss"),
            torchSharp: new("CosineEmbeddingLoss, functional.cosine_embedding_loss", ElsewhereNames.AsPyTorch),
            keras: new("CosineSimilarity, cosine_similarity", "−cos of each row instead of 1 − cos; no labels and no margin"),
            optax: new("cosine_distance", "1 − cos of each row; no labels and no margin; " + ElsewhereNames.NotReduced)),
    };

    /// <summary>Gets up to which cosine pairs that are not similar cost nothing.</summary>
    public double Margin { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.NonNegative;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static CosineEmbeddingLoss Create(LossOptions options) => new(options.Number("margin"), options.Reduction);

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
                Distance = (CosineDistance)EmbeddingDistance.Cosine.At(call.Width),
                Margin = Margin,
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
        public CosineDistance Distance;
        public double Margin;

        /// <inheritdoc/>
        public readonly double Evaluate(int unit, double scale)
        {
            using var x1 = X1.Row(unit, scale);
            using var x2 = X2.Row(unit, scale);

            // 1 − cos comes from the difference of the directions and the cosine from their product: neither from 1 minus the other.
            var distance = Distance.Between(x1.Values, x2.Values);
            var isSimilar = Label[unit] > 0;
            var loss = isSimilar ? distance : Distance.Similarity(x1.Values, x2.Values) - Margin;
            if (loss <= 0)
            {
                return 0;
            }

            var slope = isSimilar ? 1 : -1;
            x1.Pull(Distance, x2, distance, slope);
            x2.Pull(Distance, x1, distance, slope);
            return loss;
        }
    }
}
