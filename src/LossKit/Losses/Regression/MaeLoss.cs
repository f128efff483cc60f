namespace LossKit;

/// <summary>
/// Mean absolute error: |prediction − target|. The prediction that minimises it is the conditional median.
/// </summary>
/// <remarks>Gradient sign(e), 0 at e = 0; second derivative 0.</remarks>
public sealed class MaeLoss : ElementwiseLoss, ICatalogued<MaeLoss>
{
    /// <summary>Initializes a new instance of the <see cref="MaeLoss"/> class.</summary>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    public MaeLoss(Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "mae",
        Title = "Mean absolute error",
        Aliases = ["l1", "mean-absolute-error"],
        Family = LossFamily.Regression,
        Meaning = "The distance between prediction and target; its minimiser is the conditional median.",
        Formula = "|e|, e = prediction − target",
        Gradient = "sign(e), 0 at e = 0",
        Hessian = "0",
        Inputs = InputLists.Matched(Domain.Real, Domain.Real),
        Noise = new("Laplace", "the location, with the same scale everywhere"),
        UseWhen = "The target has outliers or heavy tails, or a typical error in the target's own unit is what counts.",
        AvoidWhen = "The conditional mean is wanted (totals, averages), or a smooth minimum helps the optimizer (huber, log-cosh).",
        Pitfalls =
        [
            "The gradient does not shrink near the target, so with a fixed learning rate the loss stalls and jitters: lower "
                + "the rate over time, or use huber with a small delta.",
            "Where more than half of the targets are 0 the best constant is 0, and the model learns to say 0: predict the "
                + "mean with mse or poisson-nll, or a higher quantile.",
        ],
        Reference = "P.-S. Laplace, Mémoire sur la probabilité des causes par les événements, 1774",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: new("L1Loss, functional.l1_loss", "weights in the function only"),
            torchSharp: new("L1Loss, functional.l1_loss", "no weights"),
            keras: new("MeanAbsoluteError, mean_absolute_error", ElsewhereNames.LastAxisAveraged),
            optax: NameThere.Missing("jnp.abs of the difference")),
    };

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.Convex | LossTraits.Symmetric | LossTraits.MinimumAtTarget | LossTraits.BoundedGradient | LossTraits.NonNegative;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static MaeLoss Create(LossOptions options) => new(options.Reduction);

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call) =>
        ElementwiseDriver.Run(default(Kernel), call);

    /// <summary>|e|, sign(e), 0.</summary>
    internal readonly struct Kernel : IElementwiseKernel
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var error = prediction - target;
            value = TLane.Abs(error);
            gradient = LaneMath.Sign(error);
            hessian = TLane.Zero;
        }
    }
}
