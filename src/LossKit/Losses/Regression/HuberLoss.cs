namespace LossKit;

/// <summary>
/// Huber loss: quadratic for errors up to <see cref="Delta"/>, linear beyond.
/// </summary>
/// <remarks>
/// e²/2 where |e| ≤ δ, else δ(|e| − δ/2). The gradient is e, clipped to ±δ; the second derivative is 1 inside and 0 outside.
/// </remarks>
public sealed class HuberLoss : ElementwiseLoss, ICatalogued<HuberLoss>
{
    /// <summary>Initializes a new instance of the <see cref="HuberLoss"/> class.</summary>
    /// <param name="delta">The error at which the loss turns linear; positive, in the unit of the target.</param>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public HuberLoss(double delta = 1, Reduction reduction = Reduction.Mean)
        : base(About, reduction) => Delta = About.Check("delta", delta);

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "huber",
        Title = "Huber",
        Family = LossFamily.Regression,
        Meaning = "Squared error near the target and absolute error far from it: the mean of the bulk, unmoved by outliers.",
        Formula = "e²/2 if |e| ≤ δ, else δ(|e| − δ/2), e = prediction − target",
        Gradient = "max(−δ, min(δ, e))",
        Hessian = "1 if |e| ≤ δ, else 0",
        Inputs = InputLists.Matched(Domain.Real, Domain.Real),
        Options =
        [
            new("delta", OptionKind.Number, "1", "the error at which the loss turns linear") { Domain = Domain.Positive },
        ],
        Noise = new("Huber", "the location; a Gaussian centre with Laplace tails"),
        UseWhen = "Most errors are small and Gaussian, but some rows are outliers.",
        AvoidWhen = "The scale of a usual error is unknown: δ must be set to it (try mae or log-cosh first).",
        Pitfalls =
        [
            "With delta left at 1 on a target in thousands, every error is in the linear part and the loss is mae times "
                + "delta: standardise the target, or set delta to the size of a usual error.",
            "A small delta makes the whole loss small, since its slope is at most delta, and training looks stuck: raise "
                + "the learning rate, or use smooth-l1, whose slope stays 1.",
        ],
        Reference = "P. J. Huber, Robust estimation of a location parameter, Annals of Mathematical Statistics 35(1), 1964",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: new("HuberLoss, functional.huber_loss", "weights in the function only"),
            torchSharp: new("HuberLoss, functional.huber_loss", "no weights"),
            keras: new("Huber, huber", ElsewhereNames.LastAxisAveraged),
            optax: new("huber_loss", ElsewhereNames.NotReduced, ElsewhereNames.Unreduced)),
    };

    /// <summary>Gets the error at which the loss turns linear.</summary>
    public double Delta { get; }

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.Convex | LossTraits.Symmetric | LossTraits.MinimumAtTarget | LossTraits.BoundedGradient | LossTraits.NonNegative;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static HuberLoss Create(LossOptions options) => new(options.Number("delta"), options.Reduction);

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call) =>
        ElementwiseDriver.Run(new Kernel(Delta), call);

    /// <summary>With c = e clipped to ±δ, both branches are c·(e − c/2) and the gradient is c.</summary>
    internal readonly struct Kernel(double delta) : IElementwiseKernel
    {
        private readonly LaneConstant _limit = new(delta);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var limit = _limit.Spread<TLane>();
            var error = prediction - target;
            var clipped = TLane.Clamp(error, -limit, limit);
            value = clipped * TLane.MultiplyAdd(TLane.Create(-0.5), clipped, error);
            gradient = clipped;
            hessian = TLane.Select(TLane.Abs(error) > limit, TLane.Zero, TLane.One);
        }
    }
}
