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
        // 2^-60, and -ln of it.
        private const double Narrowing = 8.6736173798840354720596224e-19;
        private const double LogOfNarrowing = 41.588830833596718565;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var error = prediction - target;
            var distance = TLane.Abs(error);
            var lower = TLane.One + TLane.Min(prediction, target);

            // ln((1 + larger)/(1 + smaller)) as one logarithm of 1 + distance/(1 + smaller): nothing cancels, near the target or far from it. The
            // quotient is kept from overflowing.
            var isWide = distance * TLane.Create(Narrowing * Narrowing) > lower;
            var quotient = distance * TLane.Select(isWide, TLane.Create(Narrowing), TLane.One) / lower;
            var difference = TLane.CopySign(LaneMath.Log1p(quotient) + (isWide & TLane.Create(LogOfNarrowing)), error);
            var inverse = TLane.One / (TLane.One + prediction);
            value = difference * difference;

            // An infinite prediction has an infinite difference, which grows more slowly than its inverse falls.
            gradient = TLane.Create(2) * LaneMath.MultiplyOrZero(difference, inverse);
            hessian = TLane.Create(2) * LaneMath.MultiplyOrZero(TLane.One - difference, inverse * inverse);
        }
    }
}
