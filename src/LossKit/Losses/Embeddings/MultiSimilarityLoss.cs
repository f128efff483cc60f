namespace LossKit;

/// <summary>Multi-similarity: each pair of a batch weighs by its own cosine and by those of the pairs beside it.</summary>
/// <remarks>
/// For each anchor ln(1 + Σ_p e^(−α(S_p − λ)))/α + ln(1 + Σ_n e^(β(S_n − λ)))/β over its positives and negatives, S the cosine; a part without a pair
/// is 0. With an ε only the hard pairs count: positives with S_p &lt; max S_n + ε and negatives with S_n &gt; min S_p − ε. The gradient by S_p is
/// −e^(−α(S_p − λ)) over the sum in its logarithm, likewise for S_n.
/// </remarks>
public sealed class MultiSimilarityLoss : AnchorLoss, ICatalogued<MultiSimilarityLoss>
{
    /// <summary>Initializes a new instance of the <see cref="MultiSimilarityLoss"/> class.</summary>
    /// <param name="alpha">How steeply positives weigh.</param>
    /// <param name="beta">How steeply negatives weigh.</param>
    /// <param name="base">The cosine λ that positives shall be above and negatives below.</param>
    /// <param name="epsilon">How much easier than the hardest of the other side a pair may be to count; null where all count.</param>
    /// <param name="reduction">How the anchors' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public MultiSimilarityLoss(
        double alpha = 2, double beta = 50, double @base = 0.5, double? epsilon = null, Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
        Alpha = About.Check("alpha", alpha);
        Beta = About.Check("beta", beta);
        Base = About.Check("base", @base);
        Epsilon = epsilon is double given ? About.Check("epsilon", given) : null;
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "multi-similarity",
        Title = "Multi-similarity",
        Family = LossFamily.Embedding,
        Meaning = "Each pair of a batch weighs by its own cosine and by those of the pairs beside it.",
        Formula = "ln(1 + Σ_p e^(−α(S_p − λ)))/α + ln(1 + Σ_n e^(β(S_n − λ)))/β for each anchor, S the cosine to its positives and negatives; with ε only "
            + "positives with S_p < max S_n + ε and negatives with S_n > min S_p − ε count",
        Gradient = "−e^(−α(S_p − λ))/(1 + Σ_p …) by each S_p and e^(β(S_n − λ))/(1 + Σ_n …) by each S_n, passed on to both embeddings of the pair",
        Inputs = EmbeddingsAndLabels,
        Options =
        [
            new("alpha", OptionKind.Number, "2", "how steeply positives weigh") { Domain = Domain.Positive },
            new("beta", OptionKind.Number, "50", "how steeply negatives weigh") { Domain = Domain.Positive },
            new("base", OptionKind.Number, "0.5", "the cosine λ that positives shall be above and negatives below"),
            new("epsilon", OptionKind.OptionalNumber, "null", "how much easier than the hardest of the other side a pair may be to count; null counts all"),
        ],
        UseWhen = "Batches come with class labels, several of each class, and hard pairs shall count more without being picked by hand.",
        AvoidWhen = "Most labels of a batch stand alone, so that there is no positive (info-nce, nt-xent).",
        Pitfalls =
        [
            "The paper's λ is 1 with mining at ε 0.1, its code and most libraries use 0.5: the two give values of different size, so "
                + "compare only runs of the same λ.",
            "With β 50 an anchor's value is about its hardest negative, so one wrong label dominates it: lower β where labels are noisy.",
            "A batch in which every label occurs once has negatives only, and spreads everything: draw several of each class.",
        ],
        Reference = "X. Wang, X. Han, W. Huang, D. Dong, M. R. Scott, Multi-similarity loss with general pair weighting for deep metric learning, CVPR 2019",
        Elsewhere = ElsewhereNames.Nowhere(
            string.Empty,
            new ElsewhereName(
                "pytorch-metric-learning",
                "MultiSimilarityLoss",
                "mining is a part of its own, MultiSimilarityMiner with epsilon 0.1; anchors without any pair are left out of the mean")),
    };

    /// <summary>Gets how steeply positives weigh.</summary>
    public double Alpha { get; }

    /// <summary>Gets how steeply negatives weigh.</summary>
    public double Beta { get; }

    /// <summary>Gets the cosine λ that positives shall be above and negatives below.</summary>
    public double Base { get; }

    /// <summary>Gets how much easier than the hardest of the other side a pair may be to count; null where all count.</summary>
    public double? Epsilon { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.NonNegative;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static MultiSimilarityLoss Create(LossOptions options) => new(
        options.Number("alpha"), options.Number("beta"), options.Number("base"), options.OptionalNumber("epsilon"), options.Reduction);

    private protected override unsafe double Run<T>(in TensorCall<T> call)
    {
        fixed (int* labels = call.Indices(1))
        {
            var kernel = new Kernel
            {
                Labels = labels,
                Count = call.Indices(1).Length,
                Alpha = Alpha,
                Beta = Beta,
                Base = Base,
                Epsilon = Epsilon,
                Width = call.Width,
            };
            return AnchorDriver.Run(kernel, EmbeddingDistance.Cosine, call);
        }
    }

    private unsafe struct Kernel : IAnchorKernel
    {
        public int* Labels;
        public int Count;
        public double Alpha;
        public double Beta;
        public double Base;
        public double? Epsilon;
        public LaneWidth Width;

        /// <inheritdoc/>
        public readonly (double Loss, long Count) Evaluate(int anchor, ReadOnlySpan<double> distances, Span<double> slopes)
        {
            var row = distances.Slice(anchor * Count, Count);
            var (leastPositive, largestNegative) = Bounds(anchor, row);
            using var scores = new PooledMemory<double>(Count);
            var loss = 0.0;
            foreach (var isPositive in (ReadOnlySpan<bool>)[true, false])
            {
                // A positive is far below the base when −α(S − λ) is large, a negative far above when β(S − λ) is.
                var steepness = isPositive ? -Alpha : Beta;
                scores.Span.Fill(double.NegativeInfinity);
                for (var other = 0; other < Count; other++)
                {
                    var similarity = 1 - row[other];
                    if (other != anchor && (Labels[other] == Labels[anchor]) == isPositive
                        && !(isPositive ? similarity >= largestNegative : similarity <= leastPositive))
                    {
                        scores.Span[other] = steepness * (similarity - Base);
                    }
                }

                // A distance grows where a cosine falls.
                loss += LogOfOneAndSum(scores.Span, -Math.Sign(steepness), slopes) / Math.Abs(steepness);
            }

            return (loss, 1);
        }

        /// <summary>Gives the cosines that mined pairs must pass: positives lie below the second, negatives above the first. NaN passes.</summary>
        private readonly (double LeastPositive, double LargestNegative) Bounds(int anchor, ReadOnlySpan<double> row)
        {
            if (Epsilon is not double epsilon)
            {
                return (double.NegativeInfinity, double.PositiveInfinity);
            }

            double least = double.PositiveInfinity, largest = double.NegativeInfinity;
            for (var other = 0; other < Count; other++)
            {
                if (other != anchor && Labels[other] == Labels[anchor])
                {
                    least = Math.Min(least, 1 - row[other]);
                }
                else if (other != anchor)
                {
                    largest = Math.Max(largest, 1 - row[other]);
                }
            }

            return (least - epsilon, largest + epsilon);
        }

        /// <summary>Gives ln(1 + Σ e^score), and adds to the slopes its derivative by each score, times a sign.</summary>
        private readonly double LogOfOneAndSum(Span<double> scores, double sign, Span<double> slopes)
        {
            var shift = 0.0;
            foreach (var score in scores)
            {
                shift = Math.Max(shift, score);
            }

            var one = ScalarMath.Exp(-shift);
            var sum = ExponentialRow.Replace(scores, shift, Width);
            for (var other = 0; other < Count; other++)
            {
                if (scores[other] != 0)
                {
                    slopes[other] += sign * scores[other] / (one + sum);
                }
            }

            // Where the largest score is above 0, its exponential is the 1 that the sum holds.
            var rest = shift == 0 ? sum : sum - 1 + one;
            return shift + ScalarMath.Log1p(rest);
        }
    }
}
