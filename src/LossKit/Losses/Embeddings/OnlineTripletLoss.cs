namespace LossKit;

/// <summary>
/// Triplet loss with the triplets of a batch: each embedding is an anchor, those with its label are positives, all others negatives.
/// </summary>
/// <remarks>
/// max(0, d(a,p) − d(a,n) + m) over the triplets that a miner picks. The matrix of distances and one of slopes are all the memory it takes, O(N²),
/// and no miner built in walks over N³ triplets: they sort, O(N² log N). Batch-hard of Euclidean distances keeps no matrix, and computes only the
/// distances that can be the largest or smallest.
/// </remarks>
/// <example>
/// <code>
/// var loss = new OnlineTripletLoss(margin: 0.2, TripletMiner.SemiHard, EmbeddingDistance.Cosine);
/// float value = loss.Evaluate(embeddings, labels, gradient);
/// </code>
/// </example>
public sealed class OnlineTripletLoss : AnchorLoss, ICatalogued<OnlineTripletLoss>
{
    /// <summary>Initializes a new instance of the <see cref="OnlineTripletLoss"/> class.</summary>
    /// <param name="margin">By how much positives must be nearer than negatives.</param>
    /// <param name="miner">Which triplets count; batch-hard where it is left out.</param>
    /// <param name="distance">How far apart two embeddings are; Euclidean where it is left out.</param>
    /// <param name="reduction">How the losses are reduced; a mean divides by what the miner counted.</param>
    /// <exception cref="LossException">The margin is NaN, or the reduction is neither mean nor sum.</exception>
    public OnlineTripletLoss(
        double margin = 1, TripletMiner? miner = null, EmbeddingDistance? distance = null, Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
        Margin = About.Check("margin", margin);
        Miner = miner ?? TripletMiner.BatchHard;
        Distance = distance ?? EmbeddingDistance.Euclidean;
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "online-triplet",
        Title = "Online triplet",
        Family = LossFamily.Embedding,
        Meaning = "Embeddings of a batch shall be nearer to those of their label than to any other, by a margin.",
        Formula = "Σ max(0, d(a,p) − d(a,n) + m) over mined triplets of the batch; `batch-hard`: a's farthest p and nearest n, averaged over anchors that "
            + "have both; `batch-all`: every triplet, averaged over those of positive loss; `semi-hard`: to each a and p the nearest n with "
            + "d(a,p) < d(a,n) < d(a,p) + m, averaged over the pairs that have one",
        Gradient = "∂d(a,p) − ∂d(a,n) for each mined triplet of positive loss, divided as the value; what is mined is held constant",
        Inputs = EmbeddingsAndLabels,
        Options =
        [
            new("margin", OptionKind.Number, "1", "by how much positives must be nearer than negatives"),
            new("mining", OptionKind.Choice, "batch-hard", "which triplets count") { Choices = TripletMiner.Names },
            new("distance", OptionKind.Choice, "euclidean", "how far apart two embeddings are") { Choices = EmbeddingDistance.Names },
        ],
        Reductions = [Reduction.Mean, Reduction.Sum],
        UseWhen = "Batches come with class labels, several of each class, and embeddings shall be compared by distance.",
        AvoidWhen = "Most labels of a batch stand alone, so that there is no positive (info-nce, nt-xent); or the choice of triplets is to be spared (multi-similarity).",
        Pitfalls =
        [
            "A batch in which every label occurs once has no triplet, and the loss is 0 from the start: draw several of each class, "
                + "say 8 classes of 4.",
            "Batch-hard from a random start may pull everything into one point, which shows as a loss that settles at the margin: "
                + "begin with semi-hard or batch-all.",
            "Batch-all is averaged over the triplets of positive loss, so its value can rise while fewer and fewer triplets are "
                + "wrong: watch their number or a retrieval metric.",
            "Mislabelled rows are always the hardest, so batch-hard learns them first: use semi-hard where labels are noisy.",
        ],
        Reference = "A. Hermans, L. Beyer, B. Leibe, In defense of the triplet loss for person re-identification, arXiv:1703.07737, 2017; semi-hard: "
            + "F. Schroff, D. Kalenichenko, J. Philbin, FaceNet, CVPR 2015",
        Elsewhere = ElsewhereNames.Nowhere(
            "the triplet loss on triplets picked by hand",
            new ElsewhereName(
                "pytorch-metric-learning",
                "TripletMarginLoss with BatchHardMiner or TripletMarginMiner",
                "embeddings are normalised first; margin 0.05 by default; always averaged over triplets of positive loss; its semi-hard takes every negative in "
                + "the band instead of the nearest")),
    };

    /// <summary>Gets by how much positives must be nearer than negatives.</summary>
    public double Margin { get; }

    /// <summary>Gets which triplets count.</summary>
    public TripletMiner Miner { get; }

    /// <summary>Gets how far apart two embeddings are.</summary>
    public EmbeddingDistance Distance { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.NonNegative;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static OnlineTripletLoss Create(LossOptions options) =>
        new(options.Number("margin"), TripletMiner.Of(options), EmbeddingDistance.Of(options), options.Reduction);

    private protected override unsafe double Run<T>(in TensorCall<T> call)
    {
        if (Miner == TripletMiner.BatchHard && Distance.GrowsWithEuclidean && call.Numbers(0).Length > 0)
        {
            using var wide = typeof(T) == typeof(double) ? default : new PooledMemory<double>(call.Numbers(0).Length);
            if (BatchHardDriver.TryRun(Distance.At(call.Width), Margin, AnchorDriver.Widened(call.Numbers(0), wide.Span), call, out var value))
            {
                return value;
            }
        }

        fixed (int* labels = call.Indices(1))
        {
            return AnchorDriver.Run(new Kernel(Miner, labels, call.Indices(1).Length, Margin), Distance, call);
        }
    }

    private readonly unsafe struct Kernel(TripletMiner miner, int* labels, int count, double margin) : IAnchorKernel
    {
        public (double Loss, long Count) Evaluate(int anchor, ReadOnlySpan<double> distances, Span<double> slopes)
        {
            var mined = miner.Mine(new(distances, new(labels, count), margin), anchor, slopes);
            return (mined.Loss, mined.Count);
        }
    }
}
