namespace LossKit;

/// <summary>
/// Negative log-likelihood of counts under a Poisson distribution whose rate is predicted, as its logarithm or as it is.
/// </summary>
/// <remarks>
/// exp(p) − t·p for a predicted log-rate p, or p − t·ln(p + ε) for a predicted rate. With
/// <see cref="LikelihoodConstant.Included"/>, Stirling's t·ln t − t + ln(2πt)/2 is added where t > 1.
/// </remarks>
public sealed class PoissonNllLoss : ElementwiseLoss, ICatalogued<PoissonNllLoss>
{
    private readonly Domain _prediction;

    /// <summary>Initializes a new instance of the <see cref="PoissonNllLoss"/> class.</summary>
    /// <param name="input">What the predictions are.</param>
    /// <param name="constant">Whether Stirling's term is added.</param>
    /// <param name="epsilon">What is added to a predicted rate inside the logarithm; at least 0.</param>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public PoissonNllLoss(
        PoissonInput input = PoissonInput.LogRate,
        LikelihoodConstant constant = LikelihoodConstant.Omitted,
        double epsilon = 1e-8,
        Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
        Input = OptionText.Defined("input", input);
        Constant = OptionText.Defined("constant", constant);
        Epsilon = About.Check("epsilon", epsilon);
        _prediction = Input == PoissonInput.Rate ? Domain.Above(-Epsilon) : Domain.Real;
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "poisson-nll",
        Title = "Poisson negative log-likelihood",
        Aliases = ["poisson"],
        Family = LossFamily.Regression,
        Meaning = "How surprising a count is under the predicted rate.",
        Formula = "exp(p) − t·p for a log-rate p, or p − t·ln(p + ε) for a rate; full adds t·ln t − t + ln(2πt)/2 where t > 1",
        Gradient = "exp(p) − t, or 1 − t/(p + ε)",
        Hessian = "exp(p), or t/(p + ε)²",
        Inputs = InputLists.Matched(Domain.Real, Domain.NonNegative),
        Options =
        [
            new("log-input", OptionKind.Boolean, "true", "whether predictions are logarithms of rates"),
            new("full", OptionKind.Boolean, "false", "whether Stirling's term is added"),
            new("epsilon", OptionKind.Number, "1e-8", "added to a rate inside the logarithm") { Domain = Domain.NonNegative },
        ],
        Noise = new("Poisson", "the rate, or its logarithm"),
        UseWhen = "Targets are counts of events: visits, defects, claims.",
        AvoidWhen = "Counts are overdispersed, their variance far above their mean, or many of them are 0.",
        Pitfalls =
        [
            "By default predictions are logarithms of rates: read as rates they are far too small and can be negative, so "
                + "take exp of them, or give rates and pass log-input=false.",
            "Without full the value can be negative and says nothing by itself: compare it between models, or set full for "
                + "a likelihood.",
            "With log-input=false a rate that reaches 0 while a count is there has a gradient of count/epsilon: end the "
                + "model in softplus or exp.",
        ],
        Reference = "P. McCullagh, J. A. Nelder, Generalized linear models, 1989, chapter 6",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: new("PoissonNLLLoss, functional.poisson_nll_loss", "no weights"),
            torchSharp: new("PoissonNLLLoss, functional.poisson_nll_loss", "no weights"),
            keras: new(
                "Poisson, poisson",
                "predictions are rates, not logarithms; epsilon 1e-7; no Stirling term; " + ElsewhereNames.LastAxisAveraged,
                "log-input=false:epsilon=1e-7"),
            optax: NameThere.Missing()),
    };

    /// <summary>Gets what the predictions are.</summary>
    public PoissonInput Input { get; }

    /// <summary>Gets whether Stirling's term is added.</summary>
    public LikelihoodConstant Constant { get; }

    /// <summary>Gets what is added to a predicted rate inside the logarithm.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.Convex | LossTraits.Proper;

    private protected override Domain PredictionDomain => _prediction;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static PoissonNllLoss Create(LossOptions options) => new(
        options.Flag("log-input") ? PoissonInput.LogRate : PoissonInput.Rate,
        options.Flag("full") ? LikelihoodConstant.Included : LikelihoodConstant.Omitted,
        options.Number("epsilon"),
        options.Reduction);

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call) => Input == PoissonInput.LogRate
        ? ElementwiseDriver.RunStaged(new LogRateKernel(Constant), call)
        : ElementwiseDriver.Run(new RateKernel(Constant, Epsilon), call);

    // Stirling's approximation of ln t!, where t > 1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane LogFactorial<TLane>(TLane target)
        where TLane : struct, ILane<TLane>
    {
        var isCounted = target > TLane.One;
        var logarithm = LaneMath.Log(TLane.Select(isCounted, target, TLane.One));
        var half = TLane.Create(0.5);
        var stirling = TLane.MultiplyAdd(target + half, logarithm, TLane.Create(GammaConstants.HalfLogTwoPi) - target);
        return isCounted & stirling;
    }

    /// <summary>exp(p) − t·p, exp(p) − t, exp(p).</summary>
    internal readonly struct LogRateKernel(LikelihoodConstant constant) : IStagedKernel
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Prepare<TLane>(TLane prediction, TLane target)
            where TLane : struct, ILane<TLane> => LaneMath.Exp(prediction);

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
            // t·p with 0 · ∞ = 0 either way. A NaN of the prediction that this hides is in the rate.
            var counted = TLane.SelectEqual(target, TLane.Zero, TLane.Zero, prediction);
            var finite = TLane.AtMost(target, TLane.Create(TLane.IsDouble ? double.MaxValue : float.MaxValue));
            var count = TLane.SelectEqual(counted, TLane.Zero, finite, target);
            value = TLane.NegatedMultiplyAdd(count, counted, prepared);
            if (constant == LikelihoodConstant.Included)
            {
                value += LogFactorial(target);
            }

            gradient = prepared - target;
            hessian = prepared;
        }
    }

    /// <summary>p − t·ln(p + ε), 1 − t/(p + ε), t/(p + ε)².</summary>
    internal readonly struct RateKernel(LikelihoodConstant constant, double epsilon) : IElementwiseKernel
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var rate = prediction + TLane.Create(epsilon);
            var ratio = target / rate;
            value = prediction - LaneMath.MultiplyOrZero(target, LaneMath.Log(rate));

            // What the sum was rounded by, which the logarithm of a rate near 1 feels and a large count magnifies; an infinite rate has none.
            var lost = TLane.Create(epsilon) - (rate - prediction);
            value = TLane.NegatedMultiplyAdd(ratio, TLane.AreEqual(lost, lost) & lost, value);
            if (constant == LikelihoodConstant.Included)
            {
                value += LogFactorial(target);
            }

            gradient = TLane.One - ratio;
            hessian = ratio / rate;
        }
    }
}
