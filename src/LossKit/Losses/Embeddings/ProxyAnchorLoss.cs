using System.Buffers;

namespace LossKit;

/// <summary>Proxy anchor: each class's proxy draws the embeddings of its class and pushes the others, the hardest most.</summary>
/// <remarks>
/// The mean over the proxies that have a positive of ln(1 + Σ_{x of the class} e^(−α(s(x,p) − δ))) plus the mean over all proxies of
/// ln(1 + Σ_{x of others} e^(α(s(x,p) + δ))). A proxy's single loss is its second term, plus its first times C over the number of proxies with a
/// positive, so that the mean of the single losses is the paper's loss.
/// </remarks>
public sealed class ProxyAnchorLoss : ClassCentresLoss, ICatalogued<ProxyAnchorLoss>
{
    /// <summary>Initializes a new instance of the <see cref="ProxyAnchorLoss"/> class.</summary>
    /// <param name="alpha">What similarities are multiplied by, greater than 0.</param>
    /// <param name="margin">The margin δ, at least 0.</param>
    /// <param name="reduction">How the proxies' losses are reduced; the mean is the paper's.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public ProxyAnchorLoss(double alpha = 32, double margin = 0.1, Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
        Alpha = About.Check("alpha", alpha);
        Margin = About.Check("margin", margin);
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "proxy-anchor",
        Title = "Proxy anchor",
        Family = LossFamily.Embedding,
        Meaning = "Each class's proxy draws the embeddings of its class and pushes the others, the hardest most.",
        Formula = "(C/C⁺)·ln(1 + Σ_{x of p} e^(−α(s(x,p) − δ))) + ln(1 + Σ_{x not of p} e^(α(s(x,p) + δ))) for a proxy p, C⁺ the proxies with a positive",
        Gradient = "Σ c_px·x̂ made orthogonal to p̂, over ‖p‖; c = −α·(C/C⁺)·h⁺ for positives, α·h⁻ for negatives, h the softmax with the 1; x likewise",
        Inputs = InputsWith("proxies"),
        Options =
        [
            new("alpha", OptionKind.Number, "32", "what similarities are multiplied by") { Domain = Domain.Positive },
            new("margin", OptionKind.Number, "0.1", "the margin δ between positives and negatives") { Domain = Domain.NonNegative },
        ],
        UseWhen = "There are many classes with few samples in a batch: proxies stand for those that are missing, and training is fast.",
        AvoidWhen = "Every class stands in each batch several times (sup-con), or new classes come in during training.",
        Pitfalls =
        [
            "Proxies need a far higher learning rate than the network, 100 times in the paper, or they stay where they began.",
            "A class that never occurs still has a proxy, which pushes every embedding away: leave it out of the proxies.",
        ],
        Reference = "S. Kim, D. Kim, M. Cho, S. Kwak, Proxy anchor loss for deep metric learning, CVPR 2020, equation 4",
        Elsewhere = ElsewhereNames.Nowhere(
            string.Empty,
            new ElsewhereName("pytorch-metric-learning", "ProxyAnchorLoss", "holds the proxies itself")),
    };

    /// <summary>Gets what similarities are multiplied by.</summary>
    public double Alpha { get; }

    /// <summary>Gets the margin δ.</summary>
    public double Margin { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.NonNegative;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static ProxyAnchorLoss Create(LossOptions options) => new(options.Number("alpha"), options.Number("margin"), options.Reduction);

    private protected override Extents ShapeOfValues<T>(in TensorCall<T> call) => Extents.Of(call.Shape(1)[0]);

    private protected override unsafe double Run<T>(in TensorCall<T> call)
    {
        using var sides = SimilaritySides.Of(call, left: 1, right: 0);
        var present = CountPresent(call.Indices(2), sides.Scores.Rows);
        fixed (int* target = call.Indices(2))
        {
            var row = new Row
            {
                Target = target,
                Alpha = Alpha,
                Margin = Margin,
                PositiveWeight = present == 0 ? 0 : (double)sides.Scores.Rows / present,
            };
            return sides.Run(row, call);
        }
    }

    private static int CountPresent(ReadOnlySpan<int> target, int classes)
    {
        var rented = ArrayPool<byte>.Shared.Rent(classes);
        var seen = rented.AsSpan(0, classes);
        seen.Clear();
        foreach (var index in target)
        {
            seen[index] = 1;
        }

        var count = seen.Count((byte)1);
        ArrayPool<byte>.Shared.Return(rented);
        return count;
    }

    private unsafe struct Row : ISimilarityRow
    {
        public int* Target;
        public double Alpha;
        public double Margin;
        public double PositiveWeight;

        /// <summary>Gets one place, for the logit 0 whose exponential is the 1 in ln(1 + Σ …).</summary>
        public readonly int Spare => 1;

        /// <inheritdoc/>
        public readonly double Evaluate<TLane, TWanted>(in RowMemory<double> row, int unit, double scale)
            where TLane : struct, ILaneMemory<TLane, double>
            where TWanted : struct, IWanted
        {
            var embeddings = row.Classes - 1;
            new ReadOnlySpan<double>(row.Scores, embeddings).CopyTo(new Span<double>(row.Distribution, embeddings));
            for (var i = 0; i < embeddings; i++)
            {
                row.Scores[i] = Target[i] == unit ? -Alpha * (row.Distribution[i] - Margin) : double.NegativeInfinity;
            }

            row.Scores[embeddings] = 0;
            var positive = SimilarityLogits.CrossEntropy<TLane, TWanted>(row, embeddings, -Alpha * PositiveWeight * scale);
            if (TWanted.Gradient)
            {
                new ReadOnlySpan<double>(row.Gradient, embeddings).CopyTo(new Span<double>(row.Hessian, embeddings));
            }

            for (var i = 0; i < embeddings; i++)
            {
                row.Scores[i] = Target[i] == unit ? double.NegativeInfinity : Alpha * (row.Distribution[i] + Margin);
            }

            row.Scores[embeddings] = 0;
            var negative = SimilarityLogits.CrossEntropy<TLane, TWanted>(row, embeddings, Alpha * scale);
            if (TWanted.Gradient)
            {
                for (var i = 0; i < embeddings; i++)
                {
                    // A NaN fills its whole row, the kept gradients too.
                    row.Gradient[i] = Target[i] == unit ? row.Hessian[i] : row.Gradient[i];
                }
            }

            return (PositiveWeight * positive) + negative;
        }
    }
}
