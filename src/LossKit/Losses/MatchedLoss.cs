using System.Numerics.Tensors;

namespace LossKit;

/// <summary>A loss of predictions against targets of the same shape, each element by itself; optional weights for the elements.</summary>
public abstract class MatchedLoss : Loss
{
    private const string Prediction = "prediction";
    private const string Target = "target";
    private const string Weight = "weight";
    private const string Mask = "mask";

    private Pass<float>? _singlePass;
    private Pass<double>? _doublePass;

    private protected MatchedLoss(LossCard card, Reduction reduction)
        : base(card, reduction)
    {
        PredictionDomain = card.Inputs[0].Domain;
        TargetDomain = card.Inputs[1].Domain;
    }

    private delegate ElementwiseOutcome Pass<T>(in ElementwiseCall<T> call)
        where T : unmanaged;

    /// <summary>
    /// Gets how many neighbouring predictions are made for one target: 1, but for a quantile loss of several quantiles.
    /// </summary>
    public virtual int PredictionsPerTarget => 1;

    /// <summary>
    /// Gets whether predictions are [N,Q] with targets [N], a column for each prediction that belongs to a target; otherwise both
    /// have the same shape.
    /// </summary>
    public virtual bool HasColumns => false;

    /// <summary>Gets the weights that go along the last dimension of the predictions; null for none.</summary>
    private protected virtual (string Input, ParameterVector Numbers)? LastDimension => null;

    private protected virtual Domain PredictionDomain { get; }

    private protected virtual Domain TargetDomain { get; }

    /// <summary>Gets what this loss, with its options, takes: a sum of losses has to know it of its terms.</summary>
    internal (Domain Prediction, Domain Target, (string Input, ParameterVector Numbers)? LastDimension) Accepts =>
        (PredictionDomain, TargetDomain, LastDimension);

    /// <summary>Evaluates the loss; results go into the caller's memory, nothing is allocated.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The targets, as many as predictions.</param>
    /// <param name="gradient">Receives the derivative of the value by each prediction; leave empty where it is not wanted.</param>
    /// <param name="hessian">Receives the second derivative by each prediction; leave empty where it is not wanted.</param>
    /// <param name="weight">
    /// A factor for each element's loss; leave empty for none. A mean still divides by the number of elements, and a weight
    /// of 0 removes its element.
    /// </param>
    /// <param name="mode">Whether gradient and hessian are overwritten or added to.</param>
    /// <param name="mask">
    /// Whether each target counts; leave empty where all do. One that does not has the loss 0 and no gradient, whatever it and its
    /// prediction hold, and a mean does not divide by it.
    /// </param>
    /// <returns>The reduced loss.</returns>
    /// <exception cref="LossException">
    /// Lengths differ, or a number lies outside its domain. Inputs are then as they were, also where a result would have taken their place,
    /// and so is what results would have been added to; memory of their own that results are written to may hold a part of them.
    /// </exception>
    /// <exception cref="InvalidOperationException">The reduction is none.</exception>
    public T Evaluate<T>(
        ReadOnlySpan<T> prediction,
        ReadOnlySpan<T> target,
        Span<T> gradient = default,
        Span<T> hessian = default,
        ReadOnlySpan<T> weight = default,
        GradientMode mode = GradientMode.Write,
        ReadOnlySpan<bool> mask = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // A local of its own: what a method returns is copied, which takes as long as some registers of elements.
        var call = new ElementwiseCall<T>(
            prediction, target, gradient, hessian, weight, mode, mask, PredictionsPerTarget, Reduction, PredictionDomain, TargetDomain);
        return EvaluateReduced(call);
    }

    /// <summary>Evaluates the loss over tensors. Their shapes must be the same: (N,1) against (N) is an error.</summary>
    /// <inheritdoc cref="Evaluate{T}(ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T}, Span{T}, ReadOnlySpan{T}, GradientMode, ReadOnlySpan{bool})"/>
    public T Evaluate<T>(
        in ReadOnlyTensorSpan<T> prediction,
        in ReadOnlyTensorSpan<T> target,
        in TensorSpan<T> gradient = default,
        in TensorSpan<T> hessian = default,
        in ReadOnlyTensorSpan<T> weight = default,
        GradientMode mode = GradientMode.Write,
        in ReadOnlyTensorSpan<bool> mask = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckShapes(prediction, target, weight);
        if (!mask.IsEmpty)
        {
            Guard.Shape(Mask, mask.Lengths, target.Lengths);
        }

        TensorShapes.CheckResult("gradient", gradient, prediction);
        TensorShapes.CheckResult("hessian", hessian, prediction);
        using var predictions = new DenseInput<T>(prediction);
        using var targets = new DenseInput<T>(target);
        using var weights = new DenseInput<T>(weight);
        using var masks = new DenseInput<bool>(mask);
        using var gradients = new DenseResult<T>(gradient, mode);
        using var hessians = new DenseResult<T>(hessian, mode);
        var value = Evaluate(predictions.Span, targets.Span, gradients.Span, hessians.Span, weights.Span, mode, masks.Span);
        gradients.Deliver();
        hessians.Deliver();
        return value;
    }

    /// <summary>
    /// Runs a call that a sum of losses has checked, its numbers too: the sum's domains lie inside those of its terms.
    /// </summary>
    internal double RunTerm<T>(in ElementwiseCall<T> call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var own = call with { PredictionDomain = Domain.Real, TargetDomain = Domain.Real };
        return PassOf<T>()(own).Value;
    }

    private protected abstract ElementwiseOutcome Run<T>(in ElementwiseCall<T> call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Makes the call of this loss, with its reduction and its domains.</summary>
    private protected ElementwiseCall<T> Call<T>(
        ReadOnlySpan<T> prediction,
        ReadOnlySpan<T> target,
        Span<T> gradient,
        Span<T> hessian,
        ReadOnlySpan<T> weight,
        GradientMode mode,
        ReadOnlySpan<bool> mask)
        where T : unmanaged => new(
            prediction, target, gradient, hessian, weight, mode, mask, PredictionsPerTarget, Reduction, PredictionDomain, TargetDomain);

    private protected T EvaluateReduced<T>(in ElementwiseCall<T> call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Reduction == Reduction.None
        ? throw Sentences.NotReduced(Card.Id)
        : T.CreateTruncating(RunChecked(call));

    private protected double RunChecked<T>(in ElementwiseCall<T> call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.ElementType<T>();
        var count = call.Prediction.Length;
        if (count != (long)call.Target.Length * call.Group)
        {
            throw TargetMismatch(count, call.Target.Length);
        }

        if (LastDimension is var (input, numbers) && count % numbers.Count != 0)
        {
            throw Sentences.LengthMismatch("prediction", count, numbers.Count, $"or a multiple of it: {input} has one number for each output");
        }

        Guard.OptionalLength(Weight, call.Weight.Length, count, "as many as prediction");
        Guard.OptionalLength(Mask, call.Mask.Length, call.Target.Length, "one for each target");
        Guard.OptionalLength("gradient", call.Gradient.Length, count, "as many as prediction");
        Guard.OptionalLength("hessian", call.Second.Length, count, "as many as prediction");
        ResultMemory.Check(call);
        if (!call.Second.IsEmpty && !Card.HasHessian)
        {
            throw Sentences.NoHessian(Card.Id);
        }

        return PassOf<T>()(call).Checked(call);
    }

    private LossException TargetMismatch(int predictions, int targets) => HasColumns
        ? Sentences.LengthMismatch(Prediction, predictions, (long)targets * PredictionsPerTarget, $"{PredictionsPerTarget} for each target")
        : Sentences.LengthMismatch(Target, targets, predictions, "as many as prediction");

    // A generic virtual method is looked up anew at each call, which takes as long as a hundred elements do; what was found is kept.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Pass<T> PassOf<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => typeof(T) == typeof(float)
        ? Unsafe.As<Pass<T>>(_singlePass ??= Run<float>)
        : Unsafe.As<Pass<T>>(_doublePass ??= Run<double>);

    private protected sealed override LossAnswer EvaluateNamed<T>(NamedRequest request)
    {
        var shape = request[Prediction].Shape;
        if (!HasColumns)
        {
            request.CheckShape(Target, shape);
        }
        else
        {
            QuantileShapes.Check(shape, request[Target].Shape, PredictionsPerTarget);
        }

        CheckLastDimension<int>(shape);
        request.CheckShape(Weight, shape);
        var result = new NamedResult<T>(request, Reduction == Reduction.None ? request[Target].Shape : null);
        var call = Call<T>(
            request.Numbers<T>(Prediction),
            request.Numbers<T>(Target),
            result.Gradient(Prediction),
            result.Hessian(Prediction),
            request.Numbers<T>(Weight),
            GradientMode.Write,
            default);
        return result.Answer(RunChecked(call with { Values = result.Each, Width = request.Width }));
    }

    private void CheckShapes<T>(in ReadOnlyTensorSpan<T> prediction, in ReadOnlyTensorSpan<T> target, in ReadOnlyTensorSpan<T> weight)
    {
        if (!HasColumns)
        {
            Guard.Shape(Target, target.Lengths, prediction.Lengths);
        }
        else
        {
            QuantileShapes.Check(prediction.Lengths, target.Lengths, PredictionsPerTarget);
        }

        CheckLastDimension(prediction.Lengths);
        if (!weight.IsEmpty)
        {
            Guard.Shape(Weight, weight.Lengths, prediction.Lengths);
        }
    }

    private void CheckLastDimension<TDimension>(ReadOnlySpan<TDimension> shape)
        where TDimension : IBinaryInteger<TDimension>
    {
        if (LastDimension is var (input, numbers) && (shape.IsEmpty || shape[^1] != TDimension.CreateChecked(numbers.Count)))
        {
            throw Sentences.ShapeMismatch(
                input, $"[{numbers.Count}]", shape.IsEmpty ? "[]" : $"[{shape[^1]}], the last dimension of prediction");
        }
    }
}
