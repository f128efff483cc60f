namespace LossKit;

/// <summary>
/// The square of the hinge loss: smooth at the margin, and harder on scores far on the wrong side.
/// </summary>
/// <remarks>max(0, margin − t·s)² for a score s and a target t of −1 or +1.</remarks>
public sealed class SquaredHingeLoss : ElementwiseLoss, ICatalogued<SquaredHingeLoss>
{
    /// <summary>Initializes a new instance of the <see cref="SquaredHingeLoss"/> class.</summary>
    /// <param name="margin">The score at which an element stops to cost anything; any number.</param>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public SquaredHingeLoss(double margin = 1, Reduction reduction = Reduction.Mean)
        : base(About, reduction) => Margin = About.Check("margin", margin);

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "squared-hinge",
        Title = "Squared hinge",
        Family = LossFamily.Classification,
        Meaning = "The hinge with a smooth corner; with margin 1 its minimiser is 2p − 1, p the probability of +1.",
        Formula = "max(0, margin − t·s)²",
        Gradient = "−2t·max(0, margin − t·s)",
        Hessian = "2 if t·s < margin, else 0",
        Inputs = InputLists.Matched(Domain.Real, Domain.Signs),
        Options =
        [
            new("margin", OptionKind.Number, "1", "the score at which an element stops to cost anything"),
        ],
        UseWhen = "A margin is wanted together with a smooth gradient.",
        AvoidWhen = "Labels are noisy: a wrong label far on the other side costs its distance squared.",
        Pitfalls =
        [
            "Labels 0 and 1 are refused, since a label of 0 would make the loss a constant: recode them as 2t − 1.",
            "One mislabelled row far on the wrong side costs its distance squared and bends the boundary: use hinge where "
                + "labels are noisy.",
        ],
        Reference =
            "T. Zhang, Statistical behavior and consistency of classification methods based on convex risk minimization, "
            + "Annals of Statistics 32(1), 2004",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: NameThere.Missing("relu(margin − t·s) squared"),
            torchSharp: NameThere.Missing(ElsewhereNames.AsPyTorch),
            keras: new("SquaredHinge, squared_hinge", "margin and labels as its Hinge; " + ElsewhereNames.LastAxisAveraged),
            optax: NameThere.Missing("hinge_loss squared")),
    };

    /// <summary>Gets the score at which an element stops to cost anything.</summary>
    public double Margin { get; }

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.Convex | LossTraits.NonNegative;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static SquaredHingeLoss Create(LossOptions options) => new(options.Number("margin"), options.Reduction);

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call) =>
        ElementwiseDriver.Run(new Kernel(Margin), call);

    /// <summary>With m = max(0, margin − t·s): m², −2t·m, 2t² where m > 0.</summary>
    internal readonly struct Kernel(double margin) : IElementwiseKernel
    {
        private readonly LaneConstant _margin = new(margin);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var shortfall = TLane.Clamp(
                _margin.Spread<TLane>() - (target * prediction), TLane.Zero, TLane.Create(double.PositiveInfinity));
            var twice = target + target;
            value = shortfall * shortfall;
            gradient = -twice * shortfall;
            hessian = (shortfall > TLane.Zero) & (twice * target);
        }
    }
}
