using System.Numerics.Tensors;

namespace LossKit;

/// <summary>
/// Negative log-likelihood under a Gaussian whose mean and variance are both predicted.
/// </summary>
/// <remarks>
/// With v = max(variance, ε): (ln v + e²/v)/2, plus ln(2π)/2 with <see cref="LikelihoodConstant.Included"/>. Where the variance is
/// clamped, its gradient is the one at v = ε, so that it is still learned.
/// </remarks>
public sealed class GaussianNllLoss : Loss, ICatalogued<GaussianNllLoss>
{
    private const string Prediction = "prediction";
    private const string Target = "target";
    private const string Variance = "variance";
    private const string AsPrediction = "as many as prediction";

    /// <summary>Initializes a new instance of the <see cref="GaussianNllLoss"/> class.</summary>
    /// <param name="constant">Whether ln(2π)/2 is added.</param>
    /// <param name="epsilon">The least variance; positive.</param>
    /// <param name="reduction">How the elements' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public GaussianNllLoss(
        LikelihoodConstant constant = LikelihoodConstant.Omitted, double epsilon = 1e-6, Reduction reduction = Reduction.Mean)
        : base(About, reduction)
    {
        Constant = OptionText.Defined("constant", constant);
        Epsilon = About.Check("epsilon", epsilon);
    }

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "gaussian-nll",
        Title = "Gaussian negative log-likelihood",
        Family = LossFamily.Regression,
        Meaning = "How surprising a target is under a predicted mean and variance.",
        Formula = "(ln v + e²/v)/2, v = max(variance, ε), e = prediction − target; full adds ln(2π)/2",
        Gradient = "e/v for prediction, (1 − e²/v)/(2v) for variance, also where it is clamped",
        Inputs =
        [
            new(Prediction, InputRole.Differentiable, "any shape", Domain.Real),
            new(Target, InputRole.Target, "as prediction", Domain.Real),
            new(Variance, InputRole.Differentiable, "as prediction", Domain.NonNegative),
        ],
        Options =
        [
            new("full", OptionKind.Boolean, "false", "whether ln(2π)/2 is added"),
            new("epsilon", OptionKind.Number, "1e-6", "the least variance") { Domain = Domain.Positive },
        ],
        Noise = new("Gaussian", "the mean and the variance, both free at every point"),
        UseWhen = "The size of the noise differs from row to row and shall be predicted too.",
        AvoidWhen = "There are outliers, or too little data to learn a variance: it then grows to excuse bad means (mse, huber).",
        Curve = new("error e = prediction − target", -3, 3) { Cases = [At(variance: 1), At(variance: 4)] },
        Pitfalls =
        [
            "The input is the variance, and neither its root nor its logarithm: a model that gives ln v is refused where "
                + "that is negative and fits the wrong noise elsewhere, so give exp of it.",
            "Means that are still bad are excused by a growing variance, and training stalls there: warm up the mean with "
                + "mse, then let the variance go.",
            "Variances at epsilon make gradients of a million times the error: raise epsilon to the least noise that you "
                + "believe in.",
        ],
        Reference = "D. A. Nix, A. S. Weigend, Estimating the mean and variance of the target probability distribution, ICNN 1994",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: new("GaussianNLLLoss, functional.gaussian_nll_loss", "a variance for each row is broadcast"),
            torchSharp: new(
                "GaussianNLLLoss, functional.gaussian_nll_loss",
                "sums over a row; no gradient for the variance; epsilon of the class 1e-8"),
            keras: NameThere.Missing(),
            optax: NameThere.Missing()),
    };

    /// <summary>Gets whether ln(2π)/2 is added.</summary>
    public LikelihoodConstant Constant { get; }

    /// <summary>Gets the least variance.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override LossTraits Traits => LossTraits.Symmetric | LossTraits.Convex | LossTraits.Proper;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static GaussianNllLoss Create(LossOptions options) => new(
        options.Flag("full") ? LikelihoodConstant.Included : LikelihoodConstant.Omitted, options.Number("epsilon"), options.Reduction);

    /// <summary>Evaluates the loss; results go into the caller's memory, nothing is allocated.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="prediction">The predicted means.</param>
    /// <param name="target">The targets, as many as predictions.</param>
    /// <param name="variance">The predicted variances, as many as predictions; at least 0.</param>
    /// <param name="gradient">Receives the derivative by each mean; leave empty where it is not wanted.</param>
    /// <param name="varianceGradient">Receives the derivative by each variance; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether gradients are overwritten or added to.</param>
    /// <returns>The reduced loss.</returns>
    /// <exception cref="LossException">Lengths differ, or a variance is negative.</exception>
    /// <exception cref="InvalidOperationException">The reduction is none.</exception>
    public T Evaluate<T>(
        ReadOnlySpan<T> prediction,
        ReadOnlySpan<T> target,
        ReadOnlySpan<T> variance,
        Span<T> gradient = default,
        Span<T> varianceGradient = default,
        GradientMode mode = GradientMode.Write)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Reduction == Reduction.None)
        {
            throw Sentences.NotReduced(Card.Id);
        }

        return T.CreateTruncating(RunChecked(
            Call(prediction, target, variance, gradient, varianceGradient, mode) with { Reduction = Reduction }));
    }

    /// <summary>Evaluates the loss over tensors of the same shape.</summary>
    /// <inheritdoc cref="Evaluate{T}(ReadOnlySpan{T}, ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T}, Span{T}, GradientMode)"/>
    public T Evaluate<T>(
        in ReadOnlyTensorSpan<T> prediction,
        in ReadOnlyTensorSpan<T> target,
        in ReadOnlyTensorSpan<T> variance,
        in TensorSpan<T> gradient = default,
        in TensorSpan<T> varianceGradient = default,
        GradientMode mode = GradientMode.Write)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Shape(Target, target.Lengths, prediction.Lengths);
        Guard.Shape(Variance, variance.Lengths, prediction.Lengths);
        TensorShapes.CheckResult("gradient", gradient, prediction);
        TensorShapes.CheckResult("varianceGradient", varianceGradient, prediction);
        using var predictions = new DenseInput<T>(prediction);
        using var targets = new DenseInput<T>(target);
        using var variances = new DenseInput<T>(variance);
        using var gradients = new DenseResult<T>(gradient, mode);
        using var varianceGradients = new DenseResult<T>(varianceGradient, mode);
        var value = Evaluate(predictions.Span, targets.Span, variances.Span, gradients.Span, varianceGradients.Span, mode);
        gradients.Deliver();
        varianceGradients.Deliver();
        return value;
    }

    /// <summary>Evaluates the loss of each element, whatever the reduction; gradients are those of the sum of the values.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="prediction">The predicted means.</param>
    /// <param name="target">The targets, as many as predictions.</param>
    /// <param name="variance">The predicted variances, as many as predictions; at least 0.</param>
    /// <param name="values">Receives the losses, one for each element.</param>
    /// <param name="gradient">Receives the derivative by each mean; leave empty where it is not wanted.</param>
    /// <param name="varianceGradient">Receives the derivative by each variance; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether gradients are overwritten or added to.</param>
    /// <exception cref="LossException">Lengths differ, or a variance is negative.</exception>
    public void EvaluateEach<T>(
        ReadOnlySpan<T> prediction,
        ReadOnlySpan<T> target,
        ReadOnlySpan<T> variance,
        Span<T> values,
        Span<T> gradient = default,
        Span<T> varianceGradient = default,
        GradientMode mode = GradientMode.Write)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Length(nameof(values), values.Length, target.Length, "one for each target");
        RunChecked(Call(prediction, target, variance, gradient, varianceGradient, mode) with { Values = values });
    }

    private static CurveCase At(double variance) => new(
        $"variance {variance}",
        [new(Prediction, [1], error => [error]), new(Target, [1], 0), new(Variance, [1], variance)]);

    private protected override LossAnswer EvaluateNamed<T>(NamedRequest request)
    {
        var shape = request[Prediction].Shape;
        request.CheckShape(Target, shape);
        request.CheckShape(Variance, shape);
        var result = new NamedResult<T>(request, Reduction == Reduction.None ? shape : null);
        var call = Call<T>(
            request.Numbers<T>(Prediction),
            request.Numbers<T>(Target),
            request.Numbers<T>(Variance),
            result.Gradient(Prediction),
            result.Gradient(Variance),
            GradientMode.Write);
        return result.Answer(RunChecked(call with { Values = result.Each, Reduction = Reduction, Width = request.Width }));
    }

    private static ElementwiseCall<T> Call<T>(
        ReadOnlySpan<T> prediction,
        ReadOnlySpan<T> target,
        ReadOnlySpan<T> variance,
        Span<T> gradient,
        Span<T> varianceGradient,
        GradientMode mode)
        where T : unmanaged => new()
        {
            Prediction = prediction,
            Target = target,
            Companion = variance,
            Gradient = gradient,
            Second = varianceGradient,
            Mode = mode,
            Reduction = Reduction.None,
            CompanionDomain = Domain.NonNegative,
        };

    private double RunChecked<T>(in ElementwiseCall<T> call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.ElementType<T>();
        var count = call.Prediction.Length;
        Guard.Length(Target, call.Target.Length, count, AsPrediction);
        Guard.Length(Variance, call.Companion.Length, count, AsPrediction);
        Guard.OptionalLength("gradient", call.Gradient.Length, count, AsPrediction);
        Guard.OptionalLength("varianceGradient", call.Second.Length, count, AsPrediction);
        ResultMemory.Check(call, "varianceGradient");
        return ElementwiseDriver.RunCompanion(new Kernel(Constant, Epsilon), call).Checked(call, Variance);
    }

    /// <summary>(ln v + e·(e/v))/2 with both first derivatives; e² alone could overflow before it is divided.</summary>
    internal readonly struct Kernel(LikelihoodConstant constant, double epsilon) : ICompanionKernel
    {
        /// <inheritdoc/>
        public static bool ReadsCompanion => true;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane, TWanted>(
            TLane prediction, TLane target, TLane companion, out TLane value, out TLane gradient, out TLane second)
            where TLane : struct, ILane<TLane>
            where TWanted : struct, IWanted
        {
            var half = TLane.Create(0.5);
            var variance = TLane.Max(companion, TLane.Create(epsilon));
            var error = prediction - target;
            var inverse = TLane.One / variance;
            var ratio = error / variance;
            var surprise = error * ratio;
            value = half * (LaneMath.Log(variance) + surprise);
            if (constant == LikelihoodConstant.Included)
            {
                value += TLane.Create(GammaConstants.HalfLogTwoPi);
            }

            gradient = ratio;
            second = half * (TLane.One - surprise) * inverse;
        }
    }
}
