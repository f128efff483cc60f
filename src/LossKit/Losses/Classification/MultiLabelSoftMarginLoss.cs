using System.Numerics.Tensors;

namespace LossKit;

/// <summary>
/// Binary cross-entropy of several labels at once, averaged over the labels of a row.
/// </summary>
/// <remarks>A row's loss is the mean over C of w_c·bce(z_c, t_c), so unreduced it has one value for each row, not for each label.</remarks>
public sealed class MultiLabelSoftMarginLoss : Loss, ICatalogued<MultiLabelSoftMarginLoss>
{
    private const string Prediction = "prediction";
    private const string Target = "target";
    private const string AsPrediction = "as many as prediction";
    private readonly ParameterVector? _classWeights;

    /// <summary>Initializes a new instance of the <see cref="MultiLabelSoftMarginLoss"/> class.</summary>
    /// <param name="classWeights">A factor for each label; at least 0, empty for none.</param>
    /// <param name="reduction">How the rows' losses are reduced.</param>
    /// <exception cref="LossException">A weight is negative.</exception>
    public MultiLabelSoftMarginLoss(ReadOnlySpan<double> classWeights = default, Reduction reduction = Reduction.Mean)
        : base(About, reduction) => _classWeights = ParameterVector.Of(InputLists.ClassWeight, classWeights);

    /// <inheritdoc cref="Loss.Card"/>
    public static LossCard About { get; } = new()
    {
        Id = "multi-label-soft-margin",
        Title = "Multi-label soft margin",
        Family = LossFamily.Classification,
        Meaning = "Binary cross-entropy averaged over the labels of a row.",
        Formula = "mean over C of w_c·(−t·ln σ(z) − (1 − t)·ln σ(−z))",
        Gradient = "w_c·(σ(z) − t)/C",
        Inputs =
        [
            new(Prediction, InputRole.Differentiable, "[N,C] logits", Domain.Real),
            new(Target, InputRole.Target, "[N,C]", Domain.UnitInterval),
            InputLists.ClassWeight,
        ],
        Noise = new("independent Bernoulli", "the logits of the labels"),
        UseWhen = "Several labels can hold at once and a loss for each row is wanted.",
        AvoidWhen = "Each label shall stand for itself: bce-with-logits.",
        Curve = new("logit z of one of two labels; the other has logit 0", -6, 6) { Cases = [Against(1), Against(0)] },
        Pitfalls =
        [
            "Class indices are not accepted: each row of the target holds a 0 or 1 for each of the C labels, so write them "
                + "one-hot.",
            "A label that holds in one row of a thousand is learnt as never, since the mean over labels gives it no more "
                + "weight: raise its class weight, or use bce-with-logits with positive weights.",
        ],
        Reference = "D. R. Cox, The regression analysis of binary sequences, Journal of the Royal Statistical Society B 20(2), 1958",
        Elsewhere = ElsewhereNames.Of(
            pyTorch: new("MultiLabelSoftMarginLoss, functional.multilabel_soft_margin_loss"),
            torchSharp: new("MultiLabelSoftMarginLoss, functional.multilabel_soft_margin_loss"),
            keras: new("BinaryCrossentropy, binary_crossentropy", "logits only with from_logits=True; no class weights"),
            optax: NameThere.Missing("sigmoid_binary_cross_entropy averaged over the labels")),
    };

    /// <summary>Gets the factors of the labels; empty for none.</summary>
    public IReadOnlyList<double> ClassWeights => _classWeights?.Values ?? [];

    /// <inheritdoc/>
    public override LossTraits Traits =>
        LossTraits.Convex | LossTraits.BoundedGradient | LossTraits.NonNegative | LossTraits.Proper;

    /// <inheritdoc cref="ICatalogued{TSelf}.Create"/>
    public static MultiLabelSoftMarginLoss Create(LossOptions options) => new([.. options.ClassWeights ?? []], options.Reduction);

    /// <summary>Evaluates the loss of logits [N,C]; results go into the caller's memory, nothing is allocated.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="prediction">The logits, row by row.</param>
    /// <param name="labels">The number of labels C of a row.</param>
    /// <param name="target">The targets in [0, 1], as many as logits.</param>
    /// <param name="gradient">Receives the derivative of the value by each logit; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether the gradient is overwritten or added to.</param>
    /// <returns>The reduced loss.</returns>
    /// <exception cref="LossException">Lengths do not belong together, or a target lies outside [0, 1].</exception>
    /// <exception cref="InvalidOperationException">The reduction is none.</exception>
    public T Evaluate<T>(
        ReadOnlySpan<T> prediction,
        int labels,
        ReadOnlySpan<T> target,
        Span<T> gradient = default,
        GradientMode mode = GradientMode.Write)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Reduction == Reduction.None
        ? throw Sentences.NotReduced(Card.Id)
        : T.CreateTruncating(RunChecked(Call(prediction, labels, target, gradient, mode) with { Reduction = Reduction }));

    /// <summary>Evaluates the loss over tensors [N,C] of the same shape.</summary>
    /// <inheritdoc cref="Evaluate{T}(ReadOnlySpan{T}, int, ReadOnlySpan{T}, Span{T}, GradientMode)"/>
    public T Evaluate<T>(
        in ReadOnlyTensorSpan<T> prediction,
        in ReadOnlyTensorSpan<T> target,
        in TensorSpan<T> gradient = default,
        GradientMode mode = GradientMode.Write)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = ClassShapes.Of(prediction.Lengths, allowsPositions: false);
        Guard.Shape(Target, target.Lengths, prediction.Lengths);
        TensorShapes.CheckResult("gradient", gradient, prediction);
        using var predictions = new DenseInput<T>(prediction);
        using var targets = new DenseInput<T>(target);
        using var gradients = new DenseResult<T>(gradient, mode);
        var value = Evaluate(predictions.Span, shape.Classes, targets.Span, gradients.Span, mode);
        gradients.Deliver();
        return value;
    }

    /// <summary>Evaluates the loss of each row, whatever the reduction; gradients are those of the sum of the values.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="prediction">The logits, row by row.</param>
    /// <param name="labels">The number of labels C of a row.</param>
    /// <param name="target">The targets in [0, 1], as many as logits.</param>
    /// <param name="values">Receives the losses, one for each row.</param>
    /// <param name="gradient">Receives the derivative of the values by each logit; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether the gradient is overwritten or added to.</param>
    /// <exception cref="LossException">Lengths do not belong together, or a target lies outside [0, 1].</exception>
    public void EvaluateEach<T>(
        ReadOnlySpan<T> prediction,
        int labels,
        ReadOnlySpan<T> target,
        Span<T> values,
        Span<T> gradient = default,
        GradientMode mode = GradientMode.Write)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Length(nameof(values), values.Length, prediction.Length / Math.Max(1, labels), "one for each row");
        RunChecked(Call(prediction, labels, target, gradient, mode) with { Values = values });
    }

    private static CurveCase Against(double target) => new(
        $"target {target}",
        [new(Prediction, [1, 2], logit => [logit, 0]), new(Target, [1, 2], target, 0)]);

    private protected override LossAnswer EvaluateNamed<T>(NamedRequest request)
    {
        var shape = ClassShapes.Of<int>(request[Prediction].Shape, allowsPositions: false);
        request.CheckShape(Target, request[Prediction].Shape);
        if (_classWeights is not null)
        {
            Guard.Shape<int>(InputLists.ClassWeight.Name, [_classWeights.Count], [shape.Classes]);
        }

        var result = new NamedResult<T>(request, Reduction == Reduction.None ? [shape.Batch] : null);
        var call = Call<T>(
            request.Numbers<T>(Prediction),
            shape.Classes,
            request.Numbers<T>(Target),
            result.Gradient(Prediction),
            GradientMode.Write);
        return result.Answer(RunChecked(call with { Values = result.Each, Reduction = Reduction, Width = request.Width }));
    }

    private static ElementwiseCall<T> Call<T>(
        ReadOnlySpan<T> prediction, int labels, ReadOnlySpan<T> target, Span<T> gradient, GradientMode mode)
        where T : unmanaged => new()
        {
            Prediction = prediction,
            Target = target,
            Gradient = gradient,
            Mode = mode,
            Group = labels,
            Reduction = Reduction.None,
            TargetDomain = Domain.UnitInterval,
        };

    private double RunChecked<T>(in ElementwiseCall<T> call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.ElementType<T>();
        var count = call.Prediction.Length;
        if (call.Group < 1 || count % call.Group != 0)
        {
            throw Sentences.LengthMismatch(Prediction, count, call.Group, "or a multiple of it: one logit for each label of a row");
        }

        Guard.Length(Target, call.Target.Length, count, AsPrediction);
        Guard.OptionalLength("gradient", call.Gradient.Length, count, AsPrediction);
        ResultMemory.Check(call);
        if (_classWeights is not null)
        {
            Guard.Length(InputLists.ClassWeight.Name, _classWeights.Count, call.Group, "one for each label");
        }

        var weighted = call with { Weight = _classWeights is null ? default : _classWeights.As<T>() };
        return ElementwiseDriver.Run(default(BceWithLogitsLoss.Kernel), weighted).Checked(weighted);
    }
}
