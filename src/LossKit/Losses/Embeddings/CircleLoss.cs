namespace LossKit;

/// <summary>Circle loss: cosines of positives and negatives are pulled apart, each the more the further it is from where it shall be.</summary>
/// <remarks>
/// For each anchor with a positive and a negative ln(1 + Σ_n e^(γ·a_n·(s_n − m)) · Σ_p e^(−γ·a_p·(s_p − 1 + m))), a_n = max(0, s_n + m) and
/// a_p = max(0, 1 + m − s_p). The weights a are held constant in the gradient, as in the paper: σ(u)·γ·a_n·softmax_n by s_n and −σ(u)·γ·a_p·softmax_p
/// by s_p, u the sum of the two log-sums.
/// </remarks>
public sealed class CircleLoss : AnchorLoss, ICatalogued<CircleLoss>
{
    /// <summary>Initializes a new instance of the <see cref="CircleLoss"/> class.</summary>
    /// <param name="margin">The relaxation m: positives shall be above 1 − m, negatives below m.</param>
    /// <param name="gamma">The scale of the cosines.</param>
    /// <param name="reduction">How the anchors' losses are reduced; a mean divides by the anchors that have a positive and a negative.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public CircleLoss(double margin = 0.4, double gamma = 80, Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
        Margin = About.Check("margin", margin);
        Gamma = About.Check("gamma", gamma);
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "circle",
        Title = "Circle",
        Family = LossFamily.Embedding,
        Meaning = "Cosines of positives and negatives are pulled apart, each the more the further it is from where it shall be.",
        Formula = "ln(1 + Σ_n e^(γ·a_n·(s_n − m)) · Σ_p e^(−γ·a_p·(s_p − 1 + m))) for each anchor that has both, a_n = max(0, s_n + m), "
            + "a_p = max(0, 1 + m − s_p)",
        Gradient = "σ(u)·γ·a_n·softmax_n by s_n and −σ(u)·γ·a_p·softmax_p by s_p, u the sum of the two log-sums; the weights a are held constant",
        Inputs = EmbeddingsAndLabels,
        Options =
        [
            new("margin", OptionKind.Number, "0.4", "positives shall be above 1 − m, negatives below m") { Domain = Domain.UnitInterval },
            new("gamma", OptionKind.Number, "80", "the scale of the cosines") { Domain = Domain.Positive },
        ],
        UseWhen = "Batches come with class labels, several of each class, and retrieval by cosine is the aim: faces, persons, products.",
        AvoidWhen = "Values are to be read or compared: with γ 80 they are large and mean little (multi-similarity).",
        Pitfalls =
        [
            "Its gradient is not the derivative of its value, since the weights are held constant: a numerical gradient check fails, "
                + "and is right to.",
            "Values around 50 and more are normal at γ 80 at the start; watch a retrieval metric instead.",
            "The paper uses m 0.25 and γ 256 for faces, 0.4 and 80 for fine-grained retrieval: say which when comparing.",
        ],
        Reference = "Y. Sun and others, Circle loss: a unified perspective of pair similarity optimization, CVPR 2020",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: NameThere.Missing(),
            torchSharp: NameThere.Missing(),
            keras: new(
                "Circle", "the gradient passes through the weights too; embeddings are taken as normalised; averaged over anchors of positive loss"),
            optax: NameThere.Missing(),
            new ElsewhereName("pytorch-metric-learning", "CircleLoss", "anchors whose loss is exactly 0 are left out of the mean too")),
    };

    /// <summary>Gets the relaxation m.</summary>
    public double Margin { get; }

    /// <summary>Gets the scale of the cosines.</summary>
    public double Gamma { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.NonNegative;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static CircleLoss Create(LossOptions options) => new(options.Number("margin"), options.Number("gamma"), options.Reduction);

    private protected override unsafe double Run<T>(in TensorCall<T> call)
    {
        fixed (int* labels = call.Indices(1))
        {
            var kernel = new Kernel { Labels = labels, Count = call.Indices(1).Length, Margin = Margin, Gamma = Gamma, Width = call.Width };
            return AnchorDriver.Run(kernel, EmbeddingDistance.Cosine, call);
        }
    }

    private unsafe struct Kernel : IAnchorKernel
    {
        public int* Labels;
        public int Count;
        public double Margin;
        public double Gamma;
        public LaneWidth Width;

        /// <inheritdoc/>
        public readonly (double Loss, long Count) Evaluate(int anchor, ReadOnlySpan<double> distances, Span<double> slopes)
        {
            using var memory = new PooledMemory<double>(2 * Count);
            Span<double> positives = memory.Span[..Count], negatives = memory.Span[Count..];
            var (largestPositive, largestNegative) = Fill(anchor, distances.Slice(anchor * Count, Count), positives, negatives, slopes);
            if (double.IsNegativeInfinity(largestPositive) || double.IsNegativeInfinity(largestNegative))
            {
                slopes.Clear();
                return (0, 0);
            }

            var positiveSum = ExponentialRow.Replace(positives, largestPositive, Width);
            var negativeSum = ExponentialRow.Replace(negatives, largestNegative, Width);
            var logSums = ScalarMath.Log(positiveSum) + ScalarMath.Log(negativeSum);
            var exponent = ScalarLane<double>.Create(largestPositive + largestNegative + logSums);
            LaneMath.Logistic(exponent, out var loss, out var sigmoid, out _);
            for (var other = 0; other < Count; other++)
            {
                // One of the two is 0: a row is a positive or a negative.
                slopes[other] *= sigmoid.Value * ((positives[other] / positiveSum) + (negatives[other] / negativeSum));
            }

            return (loss.Value, 1);
        }

        /// <summary>Writes the exponents of both sums, −∞ where a row is not in a sum, and the weight of each distance with its sign.</summary>
        private readonly (double LargestPositive, double LargestNegative) Fill(
            int anchor, ReadOnlySpan<double> row, Span<double> positives, Span<double> negatives, Span<double> slopes)
        {
            double largestPositive = double.NegativeInfinity, largestNegative = double.NegativeInfinity;
            positives.Fill(double.NegativeInfinity);
            negatives.Fill(double.NegativeInfinity);
            for (var other = 0; other < Count; other++)
            {
                if (other == anchor)
                {
                    continue;
                }

                // 1 − s is the distance itself.
                var distance = row[other];
                if (Labels[other] == Labels[anchor])
                {
                    var weight = Gamma * Math.Max(0, Margin + distance);
                    positives[other] = weight * (distance - Margin);
                    largestPositive = Math.Max(largestPositive, positives[other]);
                    slopes[other] = weight;
                }
                else
                {
                    var weight = Gamma * Math.Max(0, 1 - distance + Margin);
                    negatives[other] = weight * (1 - distance - Margin);
                    largestNegative = Math.Max(largestNegative, negatives[other]);
                    slopes[other] = -weight;
                }
            }

            return (largestPositive, largestNegative);
        }
    }
}
