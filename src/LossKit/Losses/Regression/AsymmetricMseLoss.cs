namespace LossKit;

/// <summary>
/// Squared error with one factor for predictions above the target and another for those below.
/// </summary>
/// <remarks>a·e² with a = <see cref="OverPenalty"/> where e = prediction − target is positive, else <see cref="UnderPenalty"/>.</remarks>
public sealed class AsymmetricMseLoss : ElementwiseLoss, ICatalogued<AsymmetricMseLoss>
{
    /// <summary>Initializes a new instance of the <see cref="AsymmetricMseLoss"/> class.</summary>
    /// <param name="overPenalty">The factor where the prediction is too high; at least 0.</param>
    /// <param name="underPenalty">The factor where the prediction is too low; at least 0.</param>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public AsymmetricMseLoss(double overPenalty = 2, double underPenalty = 1, Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
        OverPenalty = About.Check("over-penalty", overPenalty);
        UnderPenalty = About.Check("under-penalty", underPenalty);
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "asymmetric-mse",
        Title = "Asymmetric mean squared error",
        Family = LossFamily.Regression,
        Meaning = "Squared error that charges too much and too little differently; its minimiser is the under/(over + under)-expectile.",
        Formula = "over·e² if e > 0, else under·e², e = prediction − target",
        Gradient = "2·over·e if e > 0, else 2·under·e",
        Hessian = "2·over if e > 0, else 2·under",
        Inputs = InputLists.Matched(Domain.Real, Domain.Real),
        Options =
        [
            new("over-penalty", OptionKind.Number, "2", "the factor where the prediction is too high") { Domain = Domain.NonNegative },
            new("under-penalty", OptionKind.Number, "1", "the factor where the prediction is too low") { Domain = Domain.NonNegative },
        ],
        UseWhen = "Predicting too much costs more than predicting too little, or the reverse: stock, capacity, delivery times.",
        AvoidWhen = "A stated share of the targets shall lie below the prediction: that is quantile.",
        Pitfalls =
        [
            "The over-penalty is for predictions that are too high, not for targets that are: with the two swapped the "
                + "model errs on the expensive side, so check the sign of the mean error after training.",
        ],
        Reference = "W. K. Newey, J. L. Powell, Asymmetric least squares estimation and testing, Econometrica 55(4), 1987",
        Elsewhere = ElsewhereNames.Nowhere("the factor chosen by the sign of e, times e²"),
    };

    /// <summary>Gets the factor where the prediction is too high.</summary>
    public double OverPenalty { get; }

    /// <summary>Gets the factor where the prediction is too low.</summary>
    public double UnderPenalty { get; }

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.Convex | LossTraits.MinimumAtTarget | LossTraits.NonNegative
        | (OverPenalty == UnderPenalty ? LossTraits.Symmetric : LossTraits.None);

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static AsymmetricMseLoss Create(LossOptions options) =>
        new(options.Number("over-penalty"), options.Number("under-penalty"), options.Reduction);

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call) =>
        ElementwiseDriver.Run(new Kernel(OverPenalty, UnderPenalty), call);

    /// <summary>a·e² with the factor of the side.</summary>
    internal readonly struct Kernel(double overPenalty, double underPenalty) : IElementwiseKernel
    {
        private readonly LaneConstant _over = new(overPenalty);
        private readonly LaneConstant _under = new(underPenalty);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var error = prediction - target;
            var factor = TLane.Select(error > TLane.Zero, _over.Spread<TLane>(), _under.Spread<TLane>());
            // A factor of 0 charges nothing even for an infinite error.
            var pull = LaneMath.MultiplyOrZero(factor, error);
            value = LaneMath.MultiplyOrZero(pull, error);
            gradient = pull + pull;
            hessian = factor + factor;
        }
    }
}
