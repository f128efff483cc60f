namespace LossKit;

/// <summary>
/// Squared difference of ln(1 + prediction) and ln(1 + target): relative errors of numbers that are not negative.
/// </summary>
/// <remarks>Both must be greater than −1.</remarks>
public sealed class MsleLoss : ElementwiseLoss, ICatalogued<MsleLoss>
{
    /// <summary>Initializes a new instance of the <see cref="MsleLoss"/> class.</summary>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    public MsleLoss(Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "msle",
        Title = "Mean squared logarithmic error",
        Aliases = ["mean-squared-logarithmic-error"],
        Family = LossFamily.Regression,
        Meaning = "Squared error of the logarithms, so that for numbers well above 1 a factor counts the same at every size.",
        Formula = "(ln(1 + prediction) − ln(1 + target))²",
        Gradient = "2d/(1 + prediction), d = ln(1 + prediction) − ln(1 + target)",
        Hessian = "2(1 − d)/(1 + prediction)²",
        Inputs = InputLists.Matched(Domain.Above(-1), Domain.Above(-1)),
        Noise = new("log-normal", "the median, where 1 + target is log-normal with the same log-variance everywhere"),
        UseWhen = "Targets span orders of magnitude and are not negative: counts, prices, durations.",
        AvoidWhen = "Errors in the target's own unit are what counts, or targets can be negative.",
        Pitfalls =
        [
            "A negative prediction below −1 has no logarithm and is refused: end the model in softplus or exp, or train mse "
                + "on log1p of the target.",
            "Its minimiser is a mean of logarithms, which lies below the mean, so totals come out too small: use "
                + "poisson-nll or mse where sums must be right.",
        ],
        Reference =
            "G. E. P. Box, D. R. Cox, An analysis of transformations, Journal of the Royal Statistical Society B 26(2), 1964 (the "
            + "logarithm of shifted data)",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: NameThere.Missing("mse_loss of the log1p of both"),
            torchSharp: NameThere.Missing(ElsewhereNames.AsPyTorch),
            keras: new(
                "MeanSquaredLogarithmicError, mean_squared_logarithmic_error",
                "numbers below 1e-7 are raised to it instead of refused; " + ElsewhereNames.LastAxisAveraged),
            optax: NameThere.Missing("squared_error of the log1p of both")),
    };

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.MinimumAtTarget | LossTraits.NonNegative;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static MsleLoss Create(LossOptions options) => new(options.Reduction);

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call) =>
        ElementwiseDriver.Run(default(Kernel), call);

    /// <summary>d², 2d/(1 + p), 2(1 − d)/(1 + p)².</summary>
    internal readonly struct Kernel : IElementwiseKernel
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var error = prediction - target;
            var base1 = TLane.One + target;
            // Near the target the two logarithms cancel, so their difference is taken as one logarithm of the quotient.
            var isNear = TLane.Abs(error) < TLane.Create(0.5) * base1;
            var quotient = LaneMath.Log1p(TLane.Select(isNear, error / base1, prediction));
            var difference = TLane.Select(isNear, quotient, quotient - LaneMath.Log1p(target));
            var inverse = TLane.One / (TLane.One + prediction);
            value = difference * difference;

            // An infinite prediction has an infinite difference, which grows more slowly than its inverse falls.
            gradient = TLane.Create(2) * LaneMath.MultiplyOrZero(difference, inverse);
            hessian = TLane.Create(2) * LaneMath.MultiplyOrZero(TLane.One - difference, inverse * inverse);
        }
    }
}
