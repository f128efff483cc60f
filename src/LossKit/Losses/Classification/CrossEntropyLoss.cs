using System.Numerics.Tensors;

namespace LossKit;

/// <summary>
/// Softmax cross-entropy of logits: how surprising the true class is under the softmax of the scores. The softmax is part of the
/// loss; do not apply one before it.
/// </summary>
/// <remarks>
/// −Σ_c w_c·d_c·ln p_c over the classes. A class index y gives d = onehot(y), smoothed by ε; a target of the shape of the logits is
/// d itself. Exact at any logit: −ln p for p within 1e-300 of 1 keeps all its digits, and a logit of −∞ is a masked class. The z-loss
/// A·λ·(ln Σ e^z)² of each row counts with the row's weight A = Σ_c w_c·d_c: w_y for a class index without smoothing.
/// </remarks>
public sealed class CrossEntropyLoss : ClassLoss, ICatalogued<CrossEntropyLoss>
{
    /// <summary>The class index that is ignored unless another is named.</summary>
    public const int DefaultIgnoreIndex = -100;

    private readonly CrossEntropyRows _rows;

    /// <summary>Initializes a new instance of the <see cref="CrossEntropyLoss"/> class.</summary>
    /// <param name="labelSmoothing">The share ε of a target that is spread over the classes, in [0, 1].</param>
    /// <param name="smoothingScope">Which classes get it.</param>
    /// <param name="ignoreIndex">The target whose rows are left out; null for none.</param>
    /// <param name="zLoss">The factor λ of (ln Σ e^z)², which keeps the logits from drifting all together; at least 0.</param>
    /// <param name="classWeights">A factor for each class; at least 0, empty for none.</param>
    /// <param name="reduction">How the rows' losses are reduced.</param>
    /// <exception cref="LossException">A parameter lies outside its domain.</exception>
    public CrossEntropyLoss(
        double labelSmoothing = 0,
        SmoothingScope smoothingScope = SmoothingScope.All,
        int? ignoreIndex = DefaultIgnoreIndex,
        double zLoss = 0,
        ReadOnlySpan<double> classWeights = default,
        Reduction reduction = Reduction.Mean)
        : base(About, reduction, classWeights, ignoreIndex) => _rows = new(
            new(About.Check("label-smoothing", labelSmoothing), OptionText.Defined("smoothing-scope", smoothingScope)),
            ignoreIndex,
            About.Check("z-loss", zLoss));

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "cross-entropy",
        Title = "Softmax cross-entropy",
        Aliases = ["softmax-cross-entropy", "categorical-cross-entropy"],
        Family = LossFamily.Classification,
        Meaning = "How surprising the true class is under the softmax of the logits.",
        Formula = "−Σ_c w_c·d_c·ln p_c, p = softmax(z); d = onehot(y), smoothed to (1 − ε)·onehot + ε/C (others: ε/(C − 1)); "
            + "z-loss adds λ·A·L², A = Σ_c w_c·d_c, L = ln Σ_c e^z_c",
        Gradient = "A·p − a, a_c = w_c·d_c; z-loss adds 2λ·A·L·p",
        Hessian = "A·p·(1 − p); z-loss adds 2λ·A·(p² + L·p·(1 − p))",
        Inputs =
        [
            new("prediction", InputRole.Differentiable, "[N,C] or [N,C,d1,...] logits", Domain.Real),
            new("target", InputRole.Target, "[N,d1,...] class indices, or as prediction: probabilities", Domain.Real),
            InputLists.ClassWeight,
        ],
        Options =
        [
            new("label-smoothing", OptionKind.Number, "0", "the share of a target spread over classes") { Domain = Domain.UnitInterval },
            new("smoothing-scope", OptionKind.Choice, "all", "which classes get it") { Choices = ["all", "others"] },
            new("ignore-index", OptionKind.Integer, "-100", "the class index whose rows are left out"),
            new("z-loss", OptionKind.Number, "0", "the factor λ of (ln Σ e^z)²") { Domain = Domain.NonNegative },
        ],
        Noise = new("categorical", "the logits of the classes"),
        UseWhen = "Exactly one of several classes holds.",
        AvoidWhen = "Several labels can hold at once (bce-with-logits), or the classes are ordered.",
        Pictured = ["label-smoothing=0", "label-smoothing=0.2"],
        Pitfalls =
        [
            "A softmax before this loss flattens the scores: with three classes the value cannot fall below 0.55 and "
                + "training seems to stop there, so give the raw logits.",
            "With class weights a mean divides by the sum of the weights of the targets seen, so batches without the heavy "
                + "class count the light one fully: sum, and divide by a fixed number, where that matters.",
            "Label smoothing keeps the value above 0 even for perfect answers, so do not compare it with a run without "
                + "smoothing: compare accuracy, or the loss without it.",
        ],
        Reference = "J. S. Bridle, Probabilistic interpretation of feedforward classification network outputs, in Neurocomputing, "
            + "NATO ASI Series F68, 1990; smoothing: C. Szegedy et al., Rethinking the Inception architecture for computer vision, "
            + "CVPR 2016, section 7; z-loss: A. Chowdhery et al., PaLM: scaling language modeling with pathways, JMLR 24, 2023, section 5",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: new(
                "CrossEntropyLoss, functional.cross_entropy",
                "NaN where every target is ignored; smoothing over all classes only"),
            torchSharp: new(
                "CrossEntropyLoss, functional.cross_entropy",
                "the factory nn.CrossEntropyLoss takes no smoothing; otherwise " + ElsewhereNames.AsPyTorch),
            keras: new(
                "SparseCategoricalCrossentropy, CategoricalCrossentropy",
                "logits only with from_logits=True; classes on the last axis; no class weights; smoothing in the second only"),
            optax: new(
                "softmax_cross_entropy_with_integer_labels, softmax_cross_entropy",
                "classes on the last axis; no class weights, no ignored index; " + ElsewhereNames.NotReduced, ElsewhereNames.Unreduced)),
    };

    /// <summary>Gets the share of a target that is spread over the classes.</summary>
    public double LabelSmoothing => _rows.Smoothing.Amount;

    /// <summary>Gets which classes get what is spread.</summary>
    public SmoothingScope SmoothingScope => _rows.Smoothing.Scope;

    /// <summary>Gets the factor of the squared logarithm of the softmax's normaliser.</summary>
    public double ZLoss => _rows.ZLoss;

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.NonNegative
        | (ZLoss == 0 ? LossTraits.Convex | LossTraits.BoundedGradient : LossTraits.None)
        | (LabelSmoothing == 0 && ZLoss == 0 && ClassWeights.Count == 0 ? LossTraits.Proper : LossTraits.None);

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static CrossEntropyLoss Create(LossOptions options) => new(
        options.Number("label-smoothing"),
        options.Choice<SmoothingScope>("smoothing-scope"),
        options.Integer("ignore-index"),
        options.Number("z-loss"),
        [.. options.ClassWeights ?? []],
        options.Reduction);

    /// <summary>Evaluates the loss against targets for every class: probabilities, one-hot or soft values.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="prediction">The logits in row-major order.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="target">The targets in the same shape; they need not sum to 1.</param>
    /// <param name="gradient">Receives the derivative of the value by each logit; leave empty where it is not wanted.</param>
    /// <param name="hessian">Receives the second derivative by each logit; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether gradient and hessian are overwritten or added to.</param>
    /// <returns>The reduced loss; a mean divides by the number of rows.</returns>
    /// <exception cref="LossException">Lengths do not belong together.</exception>
    /// <exception cref="InvalidOperationException">The reduction is none.</exception>
    public T EvaluateDistribution<T>(
        ReadOnlySpan<T> prediction,
        ClassShape shape,
        ReadOnlySpan<T> target,
        Span<T> gradient = default,
        Span<T> hessian = default,
        GradientMode mode = GradientMode.Write)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => EvaluateReduced(new RowCall<T>
        {
            Prediction = prediction,
            Shape = shape,
            Distribution = target,
            Gradient = gradient,
            Hessian = hessian,
            Mode = mode,
            Reduction = Reduction,
        });

    /// <summary>Evaluates the loss over tensors of the same shape: logits, and targets for every class.</summary>
    /// <inheritdoc cref="EvaluateDistribution{T}(ReadOnlySpan{T}, ClassShape, ReadOnlySpan{T}, Span{T}, Span{T}, GradientMode)"/>
    public T EvaluateDistribution<T>(
        in ReadOnlyTensorSpan<T> prediction,
        in ReadOnlyTensorSpan<T> target,
        in TensorSpan<T> gradient = default,
        in TensorSpan<T> hessian = default,
        GradientMode mode = GradientMode.Write)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = ClassShapes.Of(prediction.Lengths, AllowsPositions);
        Guard.Shape(Target, target.Lengths, prediction.Lengths);
        TensorShapes.CheckResult("gradient", gradient, prediction);
        TensorShapes.CheckResult("hessian", hessian, prediction);
        using var predictions = new DenseInput<T>(prediction);
        using var targets = new DenseInput<T>(target);
        using var gradients = new DenseResult<T>(gradient, mode);
        using var hessians = new DenseResult<T>(hessian, mode);
        var value = EvaluateDistribution(predictions.Span, shape, targets.Span, gradients.Span, hessians.Span, mode);
        gradients.Deliver();
        hessians.Deliver();
        return value;
    }

    private protected override void CheckClasses(int classes) => _rows.CheckClasses(classes);

    private protected override double Run<T>(in RowCall<T> call, ReadOnlySpan<T> classWeights)
    {
        var targets = call.Distribution.IsEmpty ? RowTargets.Indices : RowTargets.Distributions;
        return _rows.Run<T, Pass<T>, RowCall<T>>(call, targets, classWeights, call.Shape.Classes);
    }

    private protected override LossAnswer EvaluateNamed<T>(NamedRequest request)
    {
        var predictionShape = request[Prediction].Shape;
        if (request[Target].Shape.Length != predictionShape.Length)
        {
            return base.EvaluateNamed<T>(request);
        }

        var shape = ClassShapes.Of<int>(predictionShape, AllowsPositions);
        request.CheckShape(Target, predictionShape);
        return Answer<T>(request, shape, [], request.Numbers<T>(Target), [predictionShape[0], .. predictionShape[2..]]);
    }

    private readonly struct Pass<T> : IRowPass<T, RowCall<T>>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static double Run<TKernel>(TKernel kernel, in RowCall<T> call)
            where TKernel : struct, IRowKernel<T> => RowDriver.Run(kernel, call);
    }

    /// <summary>−ln p.</summary>
    internal readonly struct Kernel : ISingleClassKernel
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<TLane>(TLane logProbability, TLane probability, TLane miss, out TLane value, out TLane slope)
            where TLane : struct, ILane<TLane>
        {
            value = -logProbability;
            slope = TLane.One;
        }
    }
}
