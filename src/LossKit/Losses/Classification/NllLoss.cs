namespace LossKit;

/// <summary>
/// Negative log-likelihood of predicted log-probabilities: minus the one of the true class. From logits, prefer
/// <see cref="CrossEntropyLoss"/>.
/// </summary>
/// <remarks>−w_y · prediction_y; a mean divides by the weights of the targets that are not ignored.</remarks>
public sealed class NllLoss : ClassLoss, ICatalogued<NllLoss>
{
    /// <summary>Initializes a new instance of the <see cref="NllLoss"/> class.</summary>
    /// <param name="ignoreIndex">The target whose rows are left out; null for none.</param>
    /// <param name="classWeights">A factor for each class; at least 0, empty for none.</param>
    /// <param name="reduction">How the rows' losses are reduced.</param>
    /// <exception cref="LossException">A weight is negative.</exception>
    public NllLoss(
        int? ignoreIndex = CrossEntropyLoss.DefaultIgnoreIndex,
        ReadOnlySpan<double> classWeights = default,
        Reduction reduction = Reduction.Mean)
        : base(About, reduction, classWeights, ignoreIndex)
    {
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "nll",
        Title = "Negative log-likelihood of classes",
        Aliases = ["negative-log-likelihood"],
        Family = LossFamily.Classification,
        Meaning = "Minus the predicted log-probability of the true class.",
        Formula = "−w_y·prediction_y",
        Gradient = "−w_y at the true class, 0 elsewhere",
        Inputs = InputLists.Classes("[N,C] or [N,C,d1,...] log-probabilities", "[N,d1,...] class indices"),
        Options = [new("ignore-index", OptionKind.Integer, "-100", "the class index whose rows are left out")],
        Noise = new("categorical", "the log-probabilities of the classes"),
        UseWhen = "The model ends in a log-softmax, or its log-probabilities come from elsewhere.",
        AvoidWhen = "The model gives logits: cross-entropy has the log-softmax inside.",
        Curve = new("log-probability of the true class", -6, 0)
        {
            Cases = [new(string.Empty, [new("prediction", [1, 2], score => [score, 0]), new("target", [1], 0)])],
        },
        Pitfalls =
        [
            "Probabilities instead of their logarithms give values between −1 and 0 and a pull on wrong rows that never "
                + "grows, so training crawls: end the model in a log-softmax, or use cross-entropy on the logits.",
            "The logarithm of a softmax that rounded to 0 is −∞ and the value +∞: compute log-softmax in one step, or use "
                + "cross-entropy.",
        ],
        Reference = "R. A. Fisher, On the mathematical foundations of theoretical statistics, Philosophical Transactions A 222, 1922",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: new("NLLLoss, functional.nll_loss", "NaN where every target is ignored"),
            torchSharp: new("NLLLoss, functional.nll_loss", "no option for the ignored index"),
            keras: NameThere.Missing("SparseCategoricalCrossentropy with from_logits=True gives log-probabilities the same value"),
            optax: NameThere.Missing("softmax_cross_entropy_with_integer_labels gives log-probabilities the same value")),
    };

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.Convex | LossTraits.BoundedGradient;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static NllLoss Create(LossOptions options) =>
        new(options.Integer("ignore-index"), [.. options.ClassWeights ?? []], options.Reduction);

    private protected override unsafe double Run<T>(in RowCall<T> call, ReadOnlySpan<T> classWeights)
    {
        fixed (T* weights = classWeights)
        {
            return RowDriver.Run(new Row<T>(new RowWeights<T>(weights, IgnoreIndex)), call);
        }
    }

    /// <summary>The true class alone has a loss and a gradient.</summary>
    internal readonly struct Row<T>(RowWeights<T> weights) : ISingleRowKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        /// <inheritdoc/>
        public bool Ignores(int target) => weights.Ignores(target);

        /// <inheritdoc/>
        public double DivisorOf(ReadOnlySpan<int> targets, ReadOnlySpan<bool> mask) => weights.Sum(targets, mask, RowDivisor.Weights);

        /// <inheritdoc/>
        public double Sum<TLane, TWanted>(in RowPortion<T> rows)
            where TLane : struct, ILaneMemory<TLane, T>
            where TWanted : struct, IWanted => CopiedRows.Sum<TLane, TWanted, Row<T>, T>(this, rows);

        /// <inheritdoc/>
        public unsafe double Evaluate<TLane, TWanted>(in RowMemory<T> row, int target, double scale)
            where TLane : struct, ILaneMemory<TLane, T>
            where TWanted : struct, IWanted
        {
            var weight = weights.Of(target);
            var logProbability = double.CreateTruncating(row.Scores[target]);
            new Span<T>(row.Gradient, row.Classes).Clear();
            if (weight == 0)
            {
                return 0;
            }

            if (HasNaN<TLane>(row))
            {
                new Span<T>(row.Gradient, row.Classes).Fill(T.NaN);
                return double.NaN;
            }

            row.Gradient[target] = T.CreateTruncating(-weight * scale);
            return -weight * logProbability;
        }

        // Log-probabilities with a NaN among them are no distribution, whichever class is the true one.
        private static unsafe bool HasNaN<TLane>(in RowMemory<T> row)
            where TLane : struct, ILaneMemory<TLane, T>
        {
            var found = TLane.Zero;
            for (nint i = 0; i < row.Padded; i += TLane.Count)
            {
                found |= TLane.IsNaN(TLane.Load(row.Scores, i));
            }

            return TLane.Any(found);
        }
    }
}
