namespace LossKit;

/// <summary>
/// Smooth L1 loss: absolute error with the corner rounded within <see cref="Beta"/>.
/// </summary>
/// <remarks>
/// e²/(2β) where |e| &lt; β, else |e| − β/2: the Huber loss with δ = β, divided by β. With β = 0 it is the absolute error.
/// </remarks>
public sealed class SmoothL1Loss : ElementwiseLoss, ICatalogued<SmoothL1Loss>
{
    /// <summary>Initializes a new instance of the <see cref="SmoothL1Loss"/> class.</summary>
    /// <param name="beta">The error below which the loss is quadratic; at least 0.</param>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public SmoothL1Loss(double beta = 1, Reduction reduction = Reduction.Mean)
        : base(About, reduction) => Beta = About.Check("beta", beta);

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "smooth-l1",
        Title = "Smooth L1",
        Family = LossFamily.Regression,
        Meaning = "Absolute error whose corner at 0 is rounded off: slope 1 far out, whatever β is.",
        Formula = "e²/(2β) if |e| < β, else |e| − β/2, e = prediction − target",
        Gradient = "e/β if |e| < β, else sign(e)",
        Hessian = "1/β if |e| < β, else 0",
        Inputs = InputLists.Matched(Domain.Real, Domain.Real),
        Options =
        [
            new("beta", OptionKind.Number, "1", "the error below which the loss is quadratic; 0 is mae") { Domain = Domain.NonNegative },
        ],
        UseWhen = "Box regression and other targets where the far gradient should stay 1 while β is tuned.",
        AvoidWhen = "The near curvature should stay 1 while the corner is tuned: that is huber.",
        Pitfalls =
        [
            "Beta is not huber's delta: smooth-l1 with beta is huber with delta = beta divided by beta, so swapping one for "
                + "the other changes the step size by that factor.",
            "A beta far below the usual error is mae with all its jitter around the minimum: set it near the error that "
                + "counts as good.",
        ],
        Reference = "R. Girshick, Fast R-CNN, ICCV 2015, equation 3",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: new("SmoothL1Loss, functional.smooth_l1_loss", "no weights"),
            torchSharp: new("SmoothL1Loss, functional.smooth_l1_loss", "no weights; the reduction is written before beta"),
            keras: NameThere.Missing("Huber with delta = β, divided by β"),
            optax: NameThere.Missing("huber_loss with delta = β, divided by β")),
    };

    /// <summary>Gets the error below which the loss is quadratic.</summary>
    public double Beta { get; }

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.Convex | LossTraits.Symmetric | LossTraits.MinimumAtTarget | LossTraits.BoundedGradient | LossTraits.NonNegative;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static SmoothL1Loss Create(LossOptions options) => new(options.Number("beta"), options.Reduction);

    // Of a β so small that 1/β is infinite, nothing is left in the element type but the corner.
    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call) =>
        T.IsFinite(T.CreateTruncating(1 / Beta))
            ? ElementwiseDriver.Run(new Kernel(Beta), call)
            : ElementwiseDriver.Run(default(MaeLoss.Kernel), call);

    /// <summary>With r = e/β clipped to ±1 and c = e clipped to ±β, the value is r·(e − c/2) and the gradient is r.</summary>
    internal readonly struct Kernel(double beta) : IElementwiseKernel
    {
        private readonly LaneConstant _limit = new(beta);
        private readonly LaneConstant _inverse = new(1 / beta);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var error = prediction - target;
            var limit = _limit.Spread<TLane>();
            var inverse = _inverse.Spread<TLane>();
            var clipped = TLane.Clamp(error, -limit, limit);
            gradient = TLane.Clamp(error * inverse, -TLane.One, TLane.One);
            value = gradient * TLane.MultiplyAdd(TLane.Create(-0.5), clipped, error);
            hessian = (TLane.Abs(error) < limit) & inverse;
        }
    }
}
