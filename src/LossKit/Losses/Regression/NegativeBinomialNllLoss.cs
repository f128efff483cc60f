namespace LossKit;

/// <summary>
/// Negative log-likelihood of overdispersed counts under a negative binomial distribution whose mean μ is predicted: the variance is
/// μ + α·μ² with a fixed dispersion α.
/// </summary>
/// <remarks>
/// (t + 1/α)·ln(1 + αμ) − t·ln μ, which tends to poisson-nll as α tends to 0. <see cref="LikelihoodConstant.Included"/> adds
/// ln Γ(t + 1) + ln Γ(1/α) − ln Γ(t + 1/α) − t·ln α, which makes it the whole likelihood.
/// </remarks>
public sealed class NegativeBinomialNllLoss : ElementwiseLoss, ICatalogued<NegativeBinomialNllLoss>
{
    private readonly Domain _prediction;

    /// <summary>Initializes a new instance of the <see cref="NegativeBinomialNllLoss"/> class.</summary>
    /// <param name="dispersion">α, the part of the variance that grows with the squared mean; positive.</param>
    /// <param name="input">What the predictions are.</param>
    /// <param name="constant">Whether the terms that depend on the target and the dispersion alone are added.</param>
    /// <param name="epsilon">What is added to a predicted mean; at least 0.</param>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public NegativeBinomialNllLoss(
        double dispersion = 1,
        MeanInput input = MeanInput.LogMean,
        LikelihoodConstant constant = LikelihoodConstant.Omitted,
        double epsilon = 1e-8,
        Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
        Dispersion = About.Check("dispersion", dispersion);
        Input = OptionText.Defined("input", input);
        Constant = OptionText.Defined("constant", constant);
        Epsilon = About.Check(MeanOptions.Epsilon, epsilon);
        _prediction = MeanOptions.Predictions(Input, Epsilon);
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "negative-binomial-nll",
        Title = "Negative binomial negative log-likelihood",
        Aliases = ["negative-binomial"],
        Family = LossFamily.Regression,
        Meaning = "How surprising a count is under the predicted mean, where counts scatter more than Poisson's.",
        Formula = "(t + 1/α)·ln(1 + αμ) − t·ln μ, μ = exp(prediction), or prediction + ε for a mean; "
            + "full adds ln Γ(t + 1) + ln Γ(1/α) − ln Γ(t + 1/α) − t·ln α",
        Gradient = "(μ − t)/(1 + αμ), or (1 − t/μ)/(1 + αμ) for a mean",
        Hessian = "μ(1 + αt)/(1 + αμ)², or t/μ² − α(1 + αt)/(1 + αμ)² for a mean",
        Inputs = InputLists.Matched(Domain.Real, Domain.NonNegative),
        Options =
        [
            new("dispersion", OptionKind.Number, "1", "α; the variance is the mean plus α times its square")
            {
                Domain = Domain.Between(0, double.PositiveInfinity),
            },
            MeanOptions.LogInputOption,
            new("full", OptionKind.Boolean, "false", "whether the terms of target and dispersion alone are added"),
            MeanOptions.EpsilonOption,
        ],
        Noise = new("negative binomial", "the mean, or its logarithm, for a fixed dispersion"),
        UseWhen = "Targets are counts whose variance is far above their mean: sales, sequencing reads, visits of very different people.",
        AvoidWhen = "The variance of counts is about their mean (poisson-nll).",
        Pitfalls =
        [
            "α is not the number of failures r of textbooks but 1/r: 0 is Poisson, and a large α means a long tail.",
            "A wrong α still finds the right means, but weighs rows wrongly and gives wrong intervals: estimate it from (variance − mean)/mean².",
            "Values of different α compare only with full, since the terms that are left out depend on α.",
        ],
        Reference = "J. F. Lawless, Negative binomial and mixed Poisson regression, Canadian Journal of Statistics 15(3), 1987",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: NameThere.Missing("−distributions.NegativeBinomial(1/α, logits=η + ln α).log_prob(target), which is full=true"),
            torchSharp: NameThere.Missing(),
            keras: NameThere.Missing(),
            optax: NameThere.Missing()),
    };

    /// <summary>Gets α, the part of the variance that grows with the squared mean.</summary>
    public double Dispersion { get; }

    /// <summary>Gets what the predictions are.</summary>
    public MeanInput Input { get; }

    /// <summary>Gets whether the terms that depend on the target and the dispersion alone are added.</summary>
    public LikelihoodConstant Constant { get; }

    /// <summary>Gets what is added to a predicted mean.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.Proper | (Input == MeanInput.LogMean ? LossTraits.Convex : LossTraits.None);

    private protected override Domain PredictionDomain => _prediction;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static NegativeBinomialNllLoss Create(LossOptions options) => new(
        options.Number("dispersion"),
        MeanOptions.Input(options),
        options.Flag("full") ? LikelihoodConstant.Included : LikelihoodConstant.Omitted,
        options.Number(MeanOptions.Epsilon),
        options.Reduction);

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call) => Input == MeanInput.LogMean
        ? ElementwiseDriver.Run(new LogMeanKernel(Dispersion, Constant), call)
        : ElementwiseDriver.Run(new MeanKernel(Dispersion, Constant, Epsilon), call);

    /// <summary>
    /// The terms of the likelihood without the mean, with r = 1/α and Stirling's remainder R:
    /// (t + ½)·ln(1 + t) − (t + r + ½)·ln(1 + t/(r + 1)) − t·ln(1 + α) + ln(1 + αt) + R(t + 1) − R(1) − R(t + r + 1) + R(r + 1).
    /// For small α the logarithms of factorials grow without limit and cancel; here no term is larger than t·ln(1 + t), and all vanish at t = 0.
    /// </summary>
    /// <remarks>Called: with it the loop would be longer than what the JIT inlines.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static TLane Normaliser<TLane>(double dispersion, TLane target)
        where TLane : struct, ILane<TLane>
    {
        var half = TLane.Create(0.5);
        var next = TLane.Create((1 / dispersion) + 1);
        var spread = TLane.Create(dispersion / (1 + dispersion));
        var counts = (target + half) * LaneMath.Log1p(target);
        var shared = (target + next - half) * LaneMath.Log1p(target * spread);
        var single = LaneMath.MultiplyOrZero(target, LaneMath.Log1p(TLane.Create(dispersion)));
        var own = LaneMath.Log1p(target * TLane.Create(dispersion));
        var remainders = RemainderFrom(TLane.One, target + TLane.One) - RemainderFrom(next, target + next);
        return counts - shared - single + own + remainders;
    }

    // R(to) − R(from), called for the same reason.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static TLane RemainderFrom<TLane>(TLane from, TLane to)
        where TLane : struct, ILane<TLane> => LaneMath.StirlingRemainder(to) - LaneMath.StirlingRemainder(from);

    // ln(1 + u)/α as μ·(ln(1 + u)/u): u itself may be subnormal, and then the quotient is 1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Near<TLane>(TLane mean, TLane product, TLane tail)
        where TLane : struct, ILane<TLane> =>
        mean * TLane.Select(product < TLane.Create(1e-18), TLane.One, tail / product);

    /// <summary>
    /// With u = αμ: ln(1 + u)/α + t·(ln(1 + u) − η), (μ − t)/(1 + u), μ(1 + αt)/(1 + u)². Where u &gt; 1 everything is taken from 1/u, so
    /// that nothing overflows and the two logarithms do not cancel.
    /// </summary>
    internal readonly struct LogMeanKernel(double dispersion, LikelihoodConstant constant) : IElementwiseKernel
    {
        private readonly double _logDispersion = ScalarMath.Log(dispersion);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var size = TLane.Create(1 / dispersion);
            var mean = LaneMath.Exp(prediction);
            var product = mean * TLane.Create(dispersion);
            var isFar = product > TLane.One;
            var inner = TLane.Select(isFar, TLane.One / product, product);
            var tail = LaneMath.Log1p(inner);
            var far = TLane.Create(_logDispersion) + tail;
            var charge = TLane.Select(isFar, size * (prediction + far), Near(mean, product, tail));
            var against = TLane.Select(isFar, far, tail - prediction);
            value = charge + LaneMath.MultiplyOrZero(target, against);
            if (constant == LikelihoodConstant.Included)
            {
                value += Normaliser(dispersion, target);
            }

            var divisor = TLane.One + inner;
            gradient = TLane.Select(isFar, size - (target * inner), mean - target) / divisor;
            var curvature = TLane.Select(isFar, size * inner, mean);
            hessian = curvature * TLane.MultiplyAdd(target, TLane.Create(dispersion), TLane.One) / (divisor * divisor);
        }
    }

    /// <summary>
    /// With m = prediction + ε, u = αm and q = t/m: ln(1 + u)/α + t·(ln(1 + u) − ln m), (1 − q)/(1 + u), (q(1 + 2u) − u)/(m(1 + u)²).
    /// </summary>
    internal readonly struct MeanKernel(double dispersion, LikelihoodConstant constant, double epsilon) : IElementwiseKernel
    {
        private readonly double _logDispersion = ScalarMath.Log(dispersion);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var mean = prediction + TLane.Create(epsilon);
            var product = mean * TLane.Create(dispersion);
            var quotient = target / mean;
            var isFar = product > TLane.One;
            var inner = TLane.Select(isFar, TLane.One / product, product);
            var tail = LaneMath.Log1p(inner);
            var far = TLane.Create(_logDispersion) + tail;
            var logMean = LaneMath.Log(mean);
            var charge = TLane.Select(isFar, TLane.Create(1 / dispersion) * (logMean + far), Near(mean, product, tail));
            var against = TLane.Select(isFar, far, tail - logMean);
            value = charge + LaneMath.MultiplyOrZero(target, against);
            if (constant == LikelihoodConstant.Included)
            {
                value += Normaliser(dispersion, target);
            }

            var share = TLane.Select(isFar, inner, TLane.One) / (TLane.One + inner);
            gradient = (TLane.One - quotient) * share;

            // Above the line and below it divided by u² where u is the larger.
            var two = TLane.Create(2);
            var above = TLane.Select(
                isFar, (quotient * (inner + two)) - TLane.One, TLane.MultiplyAdd(quotient, TLane.MultiplyAdd(two, inner, TLane.One), -inner));
            hessian = above * share / (mean * (TLane.One + inner));
        }
    }
}
