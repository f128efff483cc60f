using System.Numerics.Tensors;

namespace LossKit;

/// <summary>A loss of class scores [N,C] or [N,C,d1,…] against the index of the true class of each row.</summary>
public abstract partial class ClassLoss : Loss
{
    private protected const string Prediction = "prediction";
    private protected const string Target = "target";
    private const string Mask = "mask";
    private const string OneForEachRow = "one for each row";
    private const string AsPrediction = "as many as prediction";
    private readonly ParameterVector? _classWeights;
    private Pass<float>? _singlePass;
    private Pass<double>? _doublePass;

    private protected ClassLoss(LossCard card, Reduction reduction, ReadOnlySpan<double> classWeights, int? ignoreIndex)
        : base(card, reduction)
    {
        IgnoreIndex = ignoreIndex;
        _classWeights = ParameterVector.Of(InputLists.ClassWeight, classWeights);
    }

    private delegate double Pass<T>(in RowCall<T> call, ReadOnlySpan<T> classWeights)
        where T : unmanaged;

    /// <summary>Gets the weights of the classes; empty for none.</summary>
    public IReadOnlyList<double> ClassWeights => _classWeights?.Values ?? [];

    /// <summary>Gets the target that is ignored; null where none is.</summary>
    public int? IgnoreIndex { get; }

    /// <summary>Gets whether scores may have dimensions behind the class axis.</summary>
    private protected virtual bool AllowsPositions => true;

    /// <summary>Gets whether this loss takes scores with dimensions behind the class axis: a sum of losses has to know it of its terms.</summary>
    internal bool TakesPositions => AllowsPositions;

    /// <summary>Evaluates the loss of scores [N,C]; results go into the caller's memory.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="prediction">The scores, row by row.</param>
    /// <param name="target">The index of the true class of each row, from 0 to C − 1; C is the number of scores over the number of targets.</param>
    /// <param name="gradient">Receives the derivative of the value by each score; leave empty where it is not wanted.</param>
    /// <param name="hessian">Receives the second derivative by each score; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether gradient and hessian are overwritten or added to.</param>
    /// <param name="mask">
    /// Whether each row counts; leave empty where all do. One that does not has the loss 0 and no gradient, whatever it and its target
    /// hold, and a mean does not divide by it.
    /// </param>
    /// <returns>The reduced loss.</returns>
    /// <exception cref="LossException">Lengths do not belong together, or a target is no class index.</exception>
    /// <exception cref="InvalidOperationException">The reduction is none.</exception>
    public T Evaluate<T>(
        ReadOnlySpan<T> prediction,
        ReadOnlySpan<int> target,
        Span<T> gradient = default,
        Span<T> hessian = default,
        GradientMode mode = GradientMode.Write,
        ReadOnlySpan<bool> mask = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Evaluate(prediction, ClassShapes.Infer(prediction.Length, target.Length), target, gradient, hessian, mode, mask);

    /// <summary>Evaluates the loss of scores of any shape with classes along axis 1.</summary>
    /// <inheritdoc cref="Evaluate{T}(ReadOnlySpan{T}, ReadOnlySpan{int}, Span{T}, Span{T}, GradientMode, ReadOnlySpan{bool})"/>
    /// <param name="prediction">The scores in row-major order.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="target">The index of the true class of each row.</param>
    /// <param name="gradient">Receives the derivative of the value by each score; leave empty where it is not wanted.</param>
    /// <param name="hessian">Receives the second derivative by each score; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether gradient and hessian are overwritten or added to.</param>
    /// <param name="mask">
    /// Whether each row counts; leave empty where all do. One that does not has the loss 0 and no gradient, whatever it and its target
    /// hold, and a mean does not divide by it.
    /// </param>
    public T Evaluate<T>(
        ReadOnlySpan<T> prediction,
        ClassShape shape,
        ReadOnlySpan<int> target,
        Span<T> gradient = default,
        Span<T> hessian = default,
        GradientMode mode = GradientMode.Write,
        ReadOnlySpan<bool> mask = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // A local of its own: what a method returns is copied, which takes as long as a row does.
        var call = new RowCall<T>(prediction, shape, target, gradient, hessian, mode, mask, Reduction);
        return EvaluateReduced(call);
    }

    /// <summary>Evaluates the loss over tensors: scores [N,C,d1,…] and targets [N,d1,…].</summary>
    /// <inheritdoc cref="Evaluate{T}(ReadOnlySpan{T}, ReadOnlySpan{int}, Span{T}, Span{T}, GradientMode, ReadOnlySpan{bool})"/>
    public T Evaluate<T>(
        in ReadOnlyTensorSpan<T> prediction,
        in ReadOnlyTensorSpan<int> target,
        in TensorSpan<T> gradient = default,
        in TensorSpan<T> hessian = default,
        GradientMode mode = GradientMode.Write,
        in ReadOnlyTensorSpan<bool> mask = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = ClassShapes.Of(prediction.Lengths, AllowsPositions);
        ClassShapes.CheckIndices(prediction.Lengths, target.Lengths);
        if (!mask.IsEmpty)
        {
            Guard.Shape(Mask, mask.Lengths, target.Lengths);
        }

        TensorShapes.CheckResult("gradient", gradient, prediction);
        TensorShapes.CheckResult("hessian", hessian, prediction);
        using var predictions = new DenseInput<T>(prediction);
        using var targets = new DenseInput<int>(target);
        using var masks = new DenseInput<bool>(mask);
        using var gradients = new DenseResult<T>(gradient, mode);
        using var hessians = new DenseResult<T>(hessian, mode);
        var value = Evaluate(predictions.Span, shape, targets.Span, gradients.Span, hessians.Span, mode, masks.Span);
        gradients.Deliver();
        hessians.Deliver();
        return value;
    }

    /// <summary>Runs a call that is checked, with the class weights of this loss.</summary>
    internal double RunTerm<T>(in RowCall<T> call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PassOf<T>()(call, ParameterVector.ForClasses<T>(_classWeights, call.Shape.Classes));

    /// <summary>Checks what this loss asks of the number of classes.</summary>
    internal void CheckAll(int classes)
    {
        ParameterVector.CheckClasses(_classWeights, classes);
        CheckClasses(classes);
    }

    private protected abstract double Run<T>(in RowCall<T> call, ReadOnlySpan<T> classWeights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    // A generic virtual method is looked up anew at each call, which takes as long as a row does; what was found is kept.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Pass<T> PassOf<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => typeof(T) == typeof(float)
        ? Unsafe.As<Pass<T>>(_singlePass ??= Run<float>)
        : Unsafe.As<Pass<T>>(_doublePass ??= Run<double>);

    /// <summary>Makes the call of this loss for class indices, with its reduction.</summary>
    private protected RowCall<T> Call<T>(
        ReadOnlySpan<T> prediction,
        ClassShape shape,
        ReadOnlySpan<int> target,
        Span<T> gradient,
        Span<T> hessian,
        GradientMode mode,
        ReadOnlySpan<bool> mask)
        where T : unmanaged => new(prediction, shape, target, gradient, hessian, mode, mask, Reduction);

    /// <summary>Checks what a call needs beside its shapes.</summary>
    private protected virtual void CheckClasses(int classes)
    {
    }

    private protected T EvaluateReduced<T>(in RowCall<T> call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Reduction == Reduction.None
        ? throw Sentences.NotReduced(Card.Id)
        : T.CreateTruncating(RunChecked(call));

    private protected double RunChecked<T>(in RowCall<T> call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.ElementType<T>();
        ClassShapes.Check(call.Shape, AllowsPositions);
        var length = call.Prediction.Length;
        Guard.Length(Prediction, length, call.Shape.Length, "as the shape says");
        if (call.Distribution.IsEmpty)
        {
            Guard.Length(Target, call.Target.Length, call.Shape.Rows, "one class index for each row");
        }
        else
        {
            Guard.Length(Target, call.Distribution.Length, length, AsPrediction);
        }

        Guard.OptionalLength(Mask, call.Mask.Length, call.Shape.Rows, OneForEachRow);
        Guard.OptionalLength("gradient", call.Gradient.Length, length, AsPrediction);
        Guard.OptionalLength("hessian", call.Hessian.Length, length, AsPrediction);
        ResultMemory.Check(call);
        if (!call.Hessian.IsEmpty && !Card.HasHessian)
        {
            throw Sentences.NoHessian(Card.Id);
        }

        CheckAll(call.Shape.Classes);
        ClassIndices.Check(call.Target, call.Shape.Classes, IgnoreIndex, call.Mask);
        return RunTerm(call);
    }

    private protected override LossAnswer EvaluateNamed<T>(NamedRequest request)
    {
        var predictionShape = request[Prediction].Shape;
        var shape = ClassShapes.Of<int>(predictionShape, AllowsPositions);
        ClassShapes.CheckIndices<int>(predictionShape, request[Target].Shape);
        var targets = ClassIndices.FromNumbers(request[Target].Values, shape.Classes, IgnoreIndex);
        return Answer<T>(request, shape, targets, [], request[Target].Shape);
    }

    private protected LossAnswer Answer<T>(
        NamedRequest request, ClassShape shape, ReadOnlySpan<int> targets, ReadOnlySpan<T> distribution, int[] rowShape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = new NamedResult<T>(request, Reduction == Reduction.None ? rowShape : null);
        return result.Answer(RunChecked(new RowCall<T>
        {
            Prediction = request.Numbers<T>(Prediction),
            Shape = shape,
            Target = targets,
            Distribution = distribution,
            Values = result.Each,
            Gradient = result.Gradient(Prediction),
            Hessian = result.Hessian(Prediction),
            Reduction = Reduction,
            Width = request.Width,
        }));
    }
}
