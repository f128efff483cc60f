namespace LossKit;

/// <summary>
/// Negative log-likelihood of positive amounts under a gamma distribution whose mean μ is predicted, with a fixed shape.
/// </summary>
/// <remarks>
/// k·(ln μ + t/μ) for the shape k; with predicted logarithms η, k·(η + t·e^−η). <see cref="LikelihoodConstant.Included"/> adds
/// ln Γ(k) − k·ln k + (1 − k)·ln t, which makes it the whole likelihood.
/// </remarks>
public sealed class GammaNllLoss : ElementwiseLoss, ICatalogued<GammaNllLoss>
{
    private readonly Domain _prediction;

    /// <summary>Initializes a new instance of the <see cref="GammaNllLoss"/> class.</summary>
    /// <param name="shape">The shape k; positive. The variance is μ²/k, and 1 is the exponential distribution.</param>
    /// <param name="input">What the predictions are.</param>
    /// <param name="constant">Whether the terms that depend on the target and the shape alone are added.</param>
    /// <param name="epsilon">What is added to a predicted mean; at least 0.</param>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public GammaNllLoss(
        double shape = 1,
        MeanInput input = MeanInput.LogMean,
        LikelihoodConstant constant = LikelihoodConstant.Omitted,
        double epsilon = 1e-8,
        Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
        Shape = About.Check("shape", shape);
        Input = OptionText.Defined("input", input);
        Constant = OptionText.Defined("constant", constant);
        Epsilon = About.Check(MeanOptions.Epsilon, epsilon);
        _prediction = MeanOptions.Predictions(Input, Epsilon);
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "gamma-nll",
        Title = "Gamma negative log-likelihood",
        Aliases = ["gamma"],
        Family = LossFamily.Regression,
        Meaning = "How surprising a positive amount is under the predicted mean, relative to the mean's size.",
        Formula = "k·(ln μ + t/μ), μ = exp(prediction), or prediction + ε for a mean; full adds ln Γ(k) − k·ln k + (1 − k)·ln t",
        Gradient = "k·(1 − t/μ), or k·(1 − t/μ)/μ for a mean",
        Hessian = "k·t/μ, or k·(2t/μ − 1)/μ² for a mean",
        Inputs = InputLists.Matched(Domain.Real, Domain.Positive),
        Options =
        [
            new("shape", OptionKind.Number, "1", "the shape k; the variance is the squared mean over k")
            {
                Domain = Domain.Between(0, double.PositiveInfinity),
            },
            MeanOptions.LogInputOption,
            new("full", OptionKind.Boolean, "false", "whether the terms of target and shape alone are added"),
            MeanOptions.EpsilonOption,
        ],
        Noise = new("gamma", "the mean, or its logarithm, for a fixed shape"),
        UseWhen = "Targets are positive and their spread grows with their size: durations, prices, sizes of claims.",
        AvoidWhen = "Some targets are 0 (tweedie).",
        Pitfalls =
        [
            "A target of 0 is an error, because a gamma distribution never gives one: use tweedie, and do not add a small number instead.",
            "Predictions are logarithms of means by default: report exp(prediction), which is the mean and not the median.",
            "The shape scales value and gradient, but moves no optimum: without full it acts like a learning rate.",
        ],
        Reference = "P. McCullagh, J. A. Nelder, Generalized linear models, 1989, chapter 8",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: NameThere.Missing("−distributions.Gamma(k, k/mean).log_prob(target), which is full=true"),
            torchSharp: NameThere.Missing(),
            keras: NameThere.Missing(),
            optax: NameThere.Missing()),
    };

    /// <summary>Gets the shape k.</summary>
    public double Shape { get; }

    /// <summary>Gets what the predictions are.</summary>
    public MeanInput Input { get; }

    /// <summary>Gets whether the terms that depend on the target and the shape alone are added.</summary>
    public LikelihoodConstant Constant { get; }

    /// <summary>Gets what is added to a predicted mean.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.Proper | (Input == MeanInput.LogMean ? LossTraits.Convex : LossTraits.None);

    private protected override Domain PredictionDomain => _prediction;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static GammaNllLoss Create(LossOptions options) => new(
        options.Number("shape"),
        MeanOptions.Input(options),
        options.Flag("full") ? LikelihoodConstant.Included : LikelihoodConstant.Omitted,
        options.Number(MeanOptions.Epsilon),
        options.Reduction);

    private protected override ElementwiseOutcome Run<T>(in ElementwiseCall<T> call) => Input == MeanInput.LogMean
        ? ElementwiseDriver.Run(new LogMeanKernel(Shape, Constant), call)
        : ElementwiseDriver.Run(new MeanKernel(Shape, Constant, Epsilon), call);

    // ln Γ(k) − k·ln k + (1 − k)·ln t.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Normaliser<TLane>(double shape, double logGamma, TLane target)
        where TLane : struct, ILane<TLane> => TLane.MultiplyAdd(TLane.Create(1 - shape), LaneMath.Log(target), TLane.Create(logGamma));

    /// <summary>k·(η + r), k·(1 − r), k·r with r = t·e^−η.</summary>
    internal readonly struct LogMeanKernel(double shape, LikelihoodConstant constant) : IElementwiseKernel
    {
        private readonly double _logGamma = GammaConstants.LogGammaLessPower(shape);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            // In two halves, either of which fits where the ratio does.
            var half = LaneMath.Exp(TLane.Create(-0.5) * prediction);
            var ratio = target * half * half;
            var factor = TLane.Create(shape);
            var isInfinite = TLane.AreEqual(ratio, TLane.Create(double.PositiveInfinity));
            value = factor * TLane.Select(isInfinite, ratio, prediction + ratio);
            if (constant == LikelihoodConstant.Included)
            {
                value += Normaliser(shape, _logGamma, target);
            }

            gradient = factor * (TLane.One - ratio);
            hessian = factor * ratio;
        }
    }

    /// <summary>k·(ln m + r), k·(1 − r)/m, k·(2r − 1)/m² with m = prediction + ε and r = t/m.</summary>
    internal readonly struct MeanKernel(double shape, LikelihoodConstant constant, double epsilon) : IElementwiseKernel
    {
        private readonly double _logGamma = GammaConstants.LogGammaLessPower(shape);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(TLane prediction, TLane target, out TLane value, out TLane gradient, out TLane hessian)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var mean = prediction + TLane.Create(epsilon);
            var ratio = target / mean;
            var factor = TLane.Create(shape);
            value = factor * (LaneMath.Log(mean) + ratio);
            if (constant == LikelihoodConstant.Included)
            {
                value += Normaliser(shape, _logGamma, target);
            }

            gradient = factor * (TLane.One - ratio) / mean;
            hessian = factor * (ratio + ratio - TLane.One) / mean / mean;
        }
    }
}
