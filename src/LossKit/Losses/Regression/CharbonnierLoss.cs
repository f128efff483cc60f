namespace LossKit;

/// <summary>
/// Charbonnier loss: the absolute error with its kink rounded off within <see cref="Epsilon"/> of the target.
/// </summary>
/// <remarks>
/// √(e² + ε²), as in image restoration: ε is not subtracted, so a perfect prediction costs ε. The gradient is e/√(e² + ε²), the second
/// derivative ε²/(e² + ε²)^(3/2).
/// </remarks>
public sealed class CharbonnierLoss : ElementwiseLoss, ICatalogued<CharbonnierLoss>
{
    /// <summary>Initializes a new instance of the <see cref="CharbonnierLoss"/> class.</summary>
    /// <param name="epsilon">The error below which the loss is round; positive, in the unit of the target.</param>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public CharbonnierLoss(double epsilon = 1e-3, Reduction reduction = Reduction.Mean)
        : base(About, reduction) => Epsilon = About.Check("epsilon", epsilon);

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "charbonnier",
        Title = "Charbonnier",
        Family = LossFamily.Regression,
        Meaning = "Absolute error with a smooth bottom: robust to outliers, and differentiable everywhere.",
        Formula = "√(e² + ε²), e = prediction − target",
        Gradient = "e/√(e² + ε²)",
        Hessian = "ε²/(e² + ε²)^(3/2)",
        Inputs = InputLists.Matched(Domain.Real, Domain.Real),
        Options =
        [
            new("epsilon", OptionKind.Number, "1e-3", "the error below which the loss is round") { Domain = Domain.Positive },
        ],
        Pictured = ["epsilon=1e-3", "epsilon=0.5"],
        UseWhen = "Images or other signals are restored: sharper than squared error, and smooth where predictions are already right.",
        AvoidWhen = "The noise is Gaussian and free of outliers (mse).",
        Pitfalls =
        [
            "A perfect prediction costs ε and not 0, so the value levels off at ε; subtract ε where curves of several losses are compared.",
            "ε has the unit of the target: 1e-3 suits images in [0, 1], and on a scale of 0 to 255 it is indistinguishable from mae.",
            "Much code writes √(e² + ε) with ε itself under the root: its 1e-6 is an epsilon of 1e-3 here.",
        ],
        Reference = "P. Charbonnier, L. Blanc-Féraud, G. Aubert, M. Barlaud, Two deterministic half-quadratic regularization algorithms for "
            + "computed imaging, ICIP 1994; as here: W.-S. Lai, J.-B. Huang, N. Ahuja, M.-H. Yang, Deep Laplacian pyramid networks for "
            + "fast and accurate super-resolution, CVPR 2017",
        Elsewhere = ElsewhereNames.Nowhere(
            "the square root of e² + ε²",
            new ElsewhereName("BasicSR", "CharbonnierLoss, charbonnier_loss", "eps stands under the root as it is, 1e-12 by default", "epsilon=1e-6")),
    };

    /// <summary>Gets the error below which the loss is round.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.Convex | LossTraits.Symmetric | LossTraits.BoundedGradient | LossTraits.NonNegative;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static CharbonnierLoss Create(LossOptions options) => new(options.Number("epsilon"), options.Reduction);

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call) =>
        ElementwiseDriver.Run(new Kernel(Epsilon), call);

    /// <summary>
    /// The root is m·√(1 + q²) with m the larger and q·m the smaller of |e| and ε, so that no square overflows or vanishes.
    /// </summary>
    internal readonly struct Kernel(double epsilon) : IElementwiseKernel
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var width = TLane.Create(epsilon);
            var error = prediction - target;
            var magnitude = TLane.Abs(error);
            var isFar = magnitude > width;
            var larger = TLane.Max(magnitude, width);
            var quotient = TLane.Min(magnitude, width) / larger;
            var root = TLane.Sqrt(TLane.MultiplyAdd(quotient, quotient, TLane.One));
            value = larger * root;
            gradient = TLane.CopySign(TLane.Select(isFar, TLane.One, quotient) / root, error);
            var share = TLane.Select(isFar, quotient, TLane.One) / root;
            hessian = share * share / value;
        }
    }
}
