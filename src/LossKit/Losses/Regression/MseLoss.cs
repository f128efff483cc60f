namespace LossKit;

/// <summary>
/// Mean squared error: (prediction − target)². The prediction that minimises it is the conditional mean.
/// </summary>
/// <remarks>Gradient 2e with e = prediction − target, second derivative 2; no factor ½.</remarks>
public sealed class MseLoss : ElementwiseLoss, ICatalogued<MseLoss>
{
    /// <summary>Initializes a new instance of the <see cref="MseLoss"/> class.</summary>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    public MseLoss(Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "mse",
        Title = "Mean squared error",
        Aliases = ["l2", "mean-squared-error"],
        Family = LossFamily.Regression,
        Meaning = "The squared distance between prediction and target; its minimiser is the conditional mean.",
        Formula = "e², e = prediction − target",
        Gradient = "2e",
        Hessian = "2",
        Inputs = InputLists.Matched(Domain.Real, Domain.Real),
        Noise = new("Gaussian", "the mean, with the same variance everywhere"),
        UseWhen = "Errors are roughly Gaussian, and a large error is worse than several small ones.",
        AvoidWhen = "The target has outliers or heavy tails: one far point then outweighs many others (huber, mae).",
        Pitfalls =
        [
            "A prediction [N,1] against a target [N] is broadcast to N×N in array libraries, and the model settles on the "
                + "mean of all targets; here it is an error, so reshape the target and not the message.",
            "A target in thousands gives gradients in thousands and the first steps diverge: standardise the target, or "
                + "lower the learning rate by the same factor.",
            "Formulas with ½e² have half the gradient, so a learning rate found for one is half as large for the other: "
                + "halve it here, or weigh by 0.5.",
        ],
        Reference = "C. F. Gauss, Theoria motus corporum coelestium, 1809, book II section 3",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: new("MSELoss, functional.mse_loss", "weights in the function only, whose weighted mean divides by their sum"),
            torchSharp: new("MSELoss, functional.mse_loss", "no weights"),
            keras: new("MeanSquaredError, mean_squared_error", ElsewhereNames.LastAxisAveraged),
            optax: new("squared_error", ElsewhereNames.NotReduced + "; l2_loss is half of it", ElsewhereNames.Unreduced)),
    };

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.Convex | LossTraits.Symmetric | LossTraits.MinimumAtTarget | LossTraits.NonNegative | LossTraits.Proper;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static MseLoss Create(LossOptions options) => new(options.Reduction);

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call) =>
        ElementwiseDriver.Run(default(Kernel), call);

    /// <summary>e², 2e, 2.</summary>
    internal readonly struct Kernel : IElementwiseKernel
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var error = prediction - target;
            value = error * error;
            gradient = error + error;
            hessian = TLane.Create(2);
        }
    }
}
