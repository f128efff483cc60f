namespace LossKit;

/// <summary>
/// Hinge loss of support vector machines: scores on the right side of the margin cost nothing, others grow linearly.
/// </summary>
/// <remarks>max(0, margin − t·s) for a score s and a target t of −1 or +1. The gradient at the kink is 0.</remarks>
public sealed class HingeLoss : ElementwiseLoss, ICatalogued<HingeLoss>
{
    /// <summary>Initializes a new instance of the <see cref="HingeLoss"/> class.</summary>
    /// <param name="margin">The score at which an element stops to cost anything; any number.</param>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public HingeLoss(double margin = 1, Reduction reduction = Reduction.Mean)
        : base(About, reduction) => Margin = About.Check("margin", margin);

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "hinge",
        Title = "Hinge",
        Family = LossFamily.Classification,
        Meaning = "Asks every score to be on its label's side by a margin, and for no more than that.",
        Formula = "max(0, margin − t·s)",
        Gradient = "−t if t·s < margin, else 0",
        Hessian = "0",
        Inputs = InputLists.Matched(Domain.Real, Domain.Signs),
        Options =
        [
            new("margin", OptionKind.Number, "1", "the score at which an element stops to cost anything"),
        ],
        UseWhen = "Only the decision counts and a sparse set of support vectors is welcome.",
        AvoidWhen = "Probabilities are wanted: its scores carry none (bce-with-logits).",
        Pitfalls =
        [
            "Labels 0 and 1 are refused, since a label of 0 would make the loss a constant: recode them as 2t − 1.",
            "A sigmoid or softmax before it keeps every score inside the margin and the loss never reaches 0: give raw "
                + "scores.",
            "Scores of a hinge are no probabilities, and σ of them is not calibrated: fit a Platt scaling on held-out rows, "
                + "or train with bce-with-logits.",
        ],
        Reference = "C. Cortes, V. Vapnik, Support-vector networks, Machine Learning 20, 1995",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: NameThere.Missing("relu(margin − t·s); HingeEmbeddingLoss is for distances"),
            torchSharp: NameThere.Missing(ElsewhereNames.AsPyTorch),
            keras: new(
                "Hinge, hinge",
                "margin fixed at 1; labels 0 and 1 are recoded where there are no others; " + ElsewhereNames.LastAxisAveraged),
            optax: new("hinge_loss", "margin fixed at 1; " + ElsewhereNames.NotReduced, ElsewhereNames.Unreduced)),
    };

    /// <summary>Gets the score at which an element stops to cost anything.</summary>
    public double Margin { get; }

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.Convex | LossTraits.BoundedGradient | LossTraits.NonNegative;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static HingeLoss Create(LossOptions options) => new(options.Number("margin"), options.Reduction);

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call) =>
        ElementwiseDriver.Run(new Kernel(Margin), call);

    /// <summary>max(0, m), −t·step(m), 0 with m = margin − t·s.</summary>
    internal readonly struct Kernel(double margin) : IElementwiseKernel
    {
        private readonly LaneConstant _margin = new(margin);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var shortfall = _margin.Spread<TLane>() - (target * prediction);
            value = TLane.Clamp(shortfall, TLane.Zero, TLane.Create(double.PositiveInfinity));

            // Where nothing falls short the value is 0, or NaN where an input is: so is the gradient.
            gradient = TLane.SelectLess(TLane.Zero, shortfall, -target, value);
            hessian = TLane.Zero;
        }
    }
}
