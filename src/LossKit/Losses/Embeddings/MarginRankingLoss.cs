namespace LossKit;

/// <summary>Margin ranking: of two scores, the one that shall rank higher must be larger by a margin.</summary>
/// <remarks>max(0, −label·(x1 − x2) + margin). The gradient is −label by x1 and label by x2 where the loss is positive, else 0.</remarks>
public sealed class MarginRankingLoss : LabelledPairLoss, ICatalogued<MarginRankingLoss>
{
    /// <summary>Initializes a new instance of the <see cref="MarginRankingLoss"/> class.</summary>
    /// <param name="margin">By how much the higher score must be larger.</param>
    /// <param name="reduction">How the pairs' losses are reduced.</param>
    /// <exception cref="LossException">The margin is NaN.</exception>
    public MarginRankingLoss(double margin = 0, Reduction reduction = Reduction.Mean)
        : base(About, reduction) => Margin = About.Check("margin", margin);

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "margin-ranking",
        Title = "Margin ranking",
        Family = LossFamily.Embedding,
        Meaning = "Of two scores, the one that shall rank higher must be larger by a margin.",
        Formula = "max(0, −label·(x1 − x2) + margin)",
        Gradient = "−label for x1 and label for x2 where the loss is positive, else 0",
        Inputs =
        [
            new("x1", InputRole.Differentiable, "[N] scores", Domain.Real),
            new("x2", InputRole.Differentiable, "[N] scores", Domain.Real),
            new("label", InputRole.Label, "[N]: +1 where x1 shall be larger, −1 where x2 shall", Domain.Signs),
        ],
        Options = [new("margin", OptionKind.Number, "0", "by how much the higher score must be larger")],
        UseWhen = "Only the order of scores is known and wanted: search results, preferences in pairs.",
        AvoidWhen = "Probabilities of the order are wanted: apply soft-margin to the difference of the scores (soft-margin).",
        Pitfalls =
        [
            "With margin 0 equal scores cost nothing, so a model that scores everything alike is a minimum: give a positive margin.",
            "Scores that may grow freely satisfy any margin by scaling: normalise them or decay the weights where their size means something.",
        ],
        Reference = "R. Herbrich, T. Graepel, K. Obermayer, Large margin rank boundaries for ordinal regression, Advances in Large Margin "
            + "Classifiers, MIT Press 2000",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: new("MarginRankingLoss, functional.margin_ranking_loss"),
            torchSharp: new("MarginRankingLoss, functional.margin_ranking_loss", ElsewhereNames.AsPyTorch),
            keras: NameThere.Missing(),
            optax: NameThere.Missing("ranking_softmax_loss ranks whole lists")),
    };

    /// <summary>Gets by how much the higher score must be larger.</summary>
    public double Margin { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.Convex | LossTraits.NonNegative | LossTraits.BoundedGradient;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static MarginRankingLoss Create(LossOptions options) => new(options.Number("margin"), options.Reduction);

    private protected override unsafe double Run<T>(in TensorCall<T> call)
    {
        fixed (T* x1 = call.Numbers(0), x2 = call.Numbers(1), gradient1 = call.Gradient(0), gradient2 = call.Gradient(1))
        fixed (int* label = call.Indices(2))
        {
            var kernel = new Kernel<T>
            {
                X1 = x1,
                X2 = x2,
                Label = label,
                Gradient1 = gradient1,
                Gradient2 = gradient2,
                Margin = T.CreateTruncating(Margin),
            };
            return UnitDriver.Run(kernel, call.Shape(0)[0], 1, call);
        }
    }

    private unsafe struct Kernel<T> : IUnitKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public T* X1;
        public T* X2;
        public int* Label;
        public T* Gradient1;
        public T* Gradient2;
        public T Margin;

        /// <inheritdoc/>
        public readonly double Evaluate(int unit, double scale)
        {
            var label = T.CreateTruncating(Label[unit]);
            var loss = Margin - (label * (X1[unit] - X2[unit]));
            if (loss <= T.Zero)
            {
                return 0;
            }

            if (scale != 0)
            {
                // NaN is neither above nor below 0 and stays in the gradient.
                var slope = (T.IsNaN(loss) ? loss : label) * T.CreateTruncating(scale);
                Add(Gradient1, unit, -slope);
                Add(Gradient2, unit, slope);
            }

            return double.CreateTruncating(loss);
        }

        private static void Add(T* gradient, int unit, T slope)
        {
            if (gradient is not null)
            {
                gradient[unit] += slope;
            }
        }
    }
}
