namespace LossKit;

/// <summary>
/// Negative log-likelihood of amounts that are often exactly 0 and otherwise positive, under a Tweedie distribution whose mean μ is
/// predicted: a Poisson number of gamma-distributed amounts.
/// </summary>
/// <remarks>
/// t·μ^(1 − p)/(p − 1) + μ^(2 − p)/(2 − p) with the variance power p between 1 and 2: half the unit deviance but for what depends on the
/// target alone, times the dispersion. With predicted logarithms η, μ = exp(η). Towards p = 1 it is poisson-nll and towards p = 2
/// gamma-nll, each but for a constant that grows without limit.
/// </remarks>
public sealed class TweedieLoss : ElementwiseLoss, ICatalogued<TweedieLoss>
{
    private readonly Domain _prediction;

    /// <summary>Initializes a new instance of the <see cref="TweedieLoss"/> class.</summary>
    /// <param name="power">The variance power p, between 1 and 2: the variance is proportional to μ^p.</param>
    /// <param name="input">What the predictions are.</param>
    /// <param name="epsilon">What is added to a predicted mean; at least 0.</param>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public TweedieLoss(
        double power = 1.5, MeanInput input = MeanInput.LogMean, double epsilon = 1e-8, Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
        Power = About.Check("power", power);
        Input = OptionText.Defined("input", input);
        Epsilon = About.Check(MeanOptions.Epsilon, epsilon);
        _prediction = MeanOptions.Predictions(Input, Epsilon);
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "tweedie",
        Title = "Tweedie negative log-likelihood",
        Family = LossFamily.Regression,
        Meaning = "How surprising an amount is that is often 0, under the predicted mean.",
        Formula = "t·μ^(1 − p)/(p − 1) + μ^(2 − p)/(2 − p), μ = exp(prediction), or prediction + ε for a mean",
        Gradient = "μ^(2 − p) − t·μ^(1 − p), or (μ − t)/μ^p for a mean",
        Hessian = "(2 − p)·μ^(2 − p) + (p − 1)·t·μ^(1 − p), or (p·t/μ − (p − 1))/μ^p for a mean",
        Inputs = InputLists.Matched(Domain.Real, Domain.NonNegative),
        Options =
        [
            new("power", OptionKind.Number, "1.5", "the variance power p: the variance is proportional to the mean to this power")
            {
                Domain = Domain.Between(1, 2),
            },
            MeanOptions.LogInputOption,
            MeanOptions.EpsilonOption,
        ],
        Noise = new("Tweedie (compound Poisson-gamma)", "the mean, or its logarithm, for a fixed power and dispersion"),
        UseWhen = "Targets are 0 or a positive amount: insurance claims, rainfall, sales of slow articles.",
        AvoidWhen = "Targets are counts, or never 0 (poisson-nll, gamma-nll).",
        Pitfalls =
        [
            "Values of different powers have no common scale: choose p by likelihood or by another metric, never by this loss itself.",
            "Predictions are logarithms of means by default: report exp(prediction), or every forecast looks far too small.",
            "A power of 1 or 2 is an error, since the loss becomes infinite there: write poisson-nll or gamma-nll.",
        ],
        Reference = "B. Jørgensen, Exponential dispersion models, Journal of the Royal Statistical Society B 49(2), 1987",
        Elsewhere = ElsewhereNames.Nowhere(
            "the two powers of the formula",
            new ElsewhereName(
                "scikit-learn", "metrics.mean_tweedie_deviance", "twice this plus what makes it 0 at the target; of means; any power"),
            new ElsewhereName("ML.NET", "TweedieLoss", "of means; less its value at the target, so 0 there")),
    };

    /// <summary>Gets the variance power p.</summary>
    public double Power { get; }

    /// <summary>Gets what the predictions are.</summary>
    public MeanInput Input { get; }

    /// <summary>Gets what is added to a predicted mean.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.NonNegative | LossTraits.Proper | (Input == MeanInput.LogMean ? LossTraits.Convex : LossTraits.None);

    private protected override Domain PredictionDomain => _prediction;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static TweedieLoss Create(LossOptions options) => new(
        options.Number("power"), MeanOptions.Input(options), options.Number(MeanOptions.Epsilon), options.Reduction);

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call) => Input == MeanInput.LogMean
        ? ElementwiseDriver.Run(new LogMeanKernel(Power), call)
        : ElementwiseDriver.Run(new MeanKernel(Power, Epsilon), call);

    /// <summary>With a = p − 1 and b = 2 − p: t·e^(−aη)/a + e^(bη)/b, e^(bη) − t·e^(−aη), b·e^(bη) + a·t·e^(−aη).</summary>
    internal readonly struct LogMeanKernel(double power) : IElementwiseKernel
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var missed = LaneMath.MultiplyOrZero(target, ExpOfProduct(prediction, 1 - power));
            var charged = ExpOfProduct(prediction, 2 - power);
            value = TLane.MultiplyAdd(missed, TLane.Create(1 / (power - 1)), charged * TLane.Create(1 / (2 - power)));
            gradient = charged - missed;
            hessian = TLane.MultiplyAdd(missed, TLane.Create(power - 1), charged * TLane.Create(2 - power));
        }

        // An error of the exponent is one of the power, so what rounding takes from the product and from the factor is made up for.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TLane ExpOfProduct<TLane>(TLane x, double factor)
            where TLane : struct, ILane<TLane>
        {
            var high = TLane.Create(factor);
            var low = TLane.Create(TLane.IsDouble ? 0 : factor - (float)factor);
            var product = high * x;
            var rest = TLane.MultiplyAdd(low, x, TLane.MultiplyAdd(high, x, -product));
            var power = LaneMath.Exp(product);

            // Where the rest is not small, the power is 0 or infinite; an infinite one stays as it is.
            var isOrdinary = (TLane.Abs(rest) < TLane.One) & (power < TLane.Create(double.PositiveInfinity));
            return TLane.Select(isOrdinary, TLane.MultiplyAdd(power, rest, power), power);
        }
    }

    /// <summary>With m = prediction + ε, s = m^(2 − p) and q = t/m: s·(q/a + 1/b), s·(1 − q)/m, s·(p·q − a)/m².</summary>
    internal readonly struct MeanKernel(double power, double epsilon) : IElementwiseKernel
    {
        // No finite number of either type has a longer one.
        private const double LongestLogarithm = 800;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var mean = prediction + TLane.Create(epsilon);
            var scale = Power(mean);
            var quotient = target / mean;
            var outer = TLane.MultiplyAdd(quotient, TLane.Create(1 / (power - 1)), TLane.Create(1 / (2 - power)));
            value = scale * outer;

            // m^(1 − p), which is 0 at an infinite mean.
            var slope = ~TLane.AreEqual(mean, TLane.Create(double.PositiveInfinity)) & (scale / mean);
            gradient = slope * (TLane.One - quotient);
            hessian = slope * TLane.MultiplyAdd(TLane.Create(power), quotient, TLane.Create(1 - power)) / mean;
        }

        // m^(2 − p), where the exponent may have digits that the element type has not: m^(y + rest) is m^y·(1 + rest·ln m).
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private TLane Power<TLane>(TLane mean)
            where TLane : struct, ILane<TLane>
        {
            var exponent = 2 - power;
            var result = LaneMath.Pow(mean, TLane.Create(exponent));
            if (TLane.IsDouble)
            {
                return result;
            }

            var logarithm = TLane.Min(LaneMath.Log(mean), TLane.Create(LongestLogarithm));
            return result * TLane.MultiplyAdd(TLane.Create(exponent - (float)exponent), logarithm, TLane.One);
        }
    }
}
