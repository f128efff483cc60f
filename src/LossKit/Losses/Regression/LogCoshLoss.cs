namespace LossKit;

/// <summary>
/// Log-cosh loss: ln cosh(prediction − target), smooth everywhere.
/// </summary>
/// <remarks>About e²/2 near 0 and |e| − ln 2 far out; gradient tanh(e), second derivative 1/cosh²(e).</remarks>
public sealed class LogCoshLoss : ElementwiseLoss, ICatalogued<LogCoshLoss>
{
    /// <summary>Initializes a new instance of the <see cref="LogCoshLoss"/> class.</summary>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    public LogCoshLoss(Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "log-cosh",
        Title = "Log-cosh",
        Aliases = ["logcosh"],
        Family = LossFamily.Regression,
        Meaning = "A smooth cousin of Huber without a parameter: e²/2 near the target, |e| − ln 2 far from it.",
        Formula = "ln cosh e, e = prediction − target",
        Gradient = "tanh e",
        Hessian = "1/cosh² e",
        Inputs = InputLists.Matched(Domain.Real, Domain.Real),
        Noise = new("hyperbolic secant", "the location, with the density ∝ 1/cosh"),
        UseWhen = "A robust loss with continuous second derivatives is wanted, as by Newton and boosting methods.",
        AvoidWhen = "The target is not scaled: where it turns from quadratic to linear is fixed at |e| ≈ 1.",
        Pitfalls =
        [
            "On a target in thousands it is mae and on one in thousandths it is half of mse, since it turns at an error of "
                + "1: standardise the target first.",
        ],
        Reference =
            "P. J. Green, Bayesian reconstructions from emission tomography data using a modified EM algorithm, IEEE "
            + "Transactions on Medical Imaging 9(1), 1990",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: NameThere.Missing("log(cosh(e)), which overflows, or e + softplus(−2e) − ln 2"),
            torchSharp: NameThere.Missing(ElsewhereNames.AsPyTorch),
            keras: new("LogCosh, log_cosh", "e + softplus(−2e) − ln 2, which cancels for small errors; " + ElsewhereNames.LastAxisAveraged),
            optax: new(
                "log_cosh",
                "logaddexp(e, −e) − ln 2, which cancels for small errors; " + ElsewhereNames.NotReduced,
                ElsewhereNames.Unreduced)),
    };

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.Convex | LossTraits.Symmetric | LossTraits.MinimumAtTarget | LossTraits.BoundedGradient | LossTraits.NonNegative;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static LogCoshLoss Create(LossOptions options) => new(options.Reduction);

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call) =>
        ElementwiseDriver.RunStaged(default(Kernel), call);

    /// <summary>ln cosh e, tanh e, 1/cosh² e; the last not as 1 − tanh² e, which cancels far out.</summary>
    internal readonly struct Kernel : IStagedKernel
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Prepare<TLane>(TLane prediction, TLane target)
            where TLane : struct, ILane<TLane> => LaneMath.DoubledDecline(prediction - target);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted =>
            Finish<TLane, TWanted>(prediction, target, Prepare(prediction, target), out value, out gradient, out hessian);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Finish<TLane, TWanted>(
            TLane prediction, TLane target, TLane prepared, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var error = prediction - target;
            LaneMath.LogCoshOfDecline(error, prepared, out value, out gradient);
            hessian = TWanted.Hessian ? LaneMath.SechSquared(error) : TLane.Zero;
        }
    }
}
