namespace LossKit;

/// <content>The loss in its parts: a value for each row, and the mean as numerator and denominator.</content>
public abstract partial class ClassLoss
{
    /// <summary>
    /// Evaluates the loss of each row, whatever the reduction; gradients are those of the sum of the values.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="prediction">The scores in row-major order.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="target">The index of the true class of each row.</param>
    /// <param name="values">Receives the losses, one for each row; 0 for ignored ones.</param>
    /// <param name="gradient">Receives the derivative of each value by each score; leave empty where it is not wanted.</param>
    /// <param name="hessian">Receives the second derivative by each score; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether gradient and hessian are overwritten or added to.</param>
    /// <param name="mask">Whether each row counts; leave empty where all do. One that does not has the loss 0 and no gradient.</param>
    /// <exception cref="LossException">Lengths do not belong together, or a target is no class index.</exception>
    public void EvaluateEach<T>(
        ReadOnlySpan<T> prediction,
        ClassShape shape,
        ReadOnlySpan<int> target,
        Span<T> values,
        Span<T> gradient = default,
        Span<T> hessian = default,
        GradientMode mode = GradientMode.Write,
        ReadOnlySpan<bool> mask = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Length(nameof(values), values.Length, shape.Rows, OneForEachRow);
        RunChecked(Call(prediction, shape, target, gradient, hessian, mode, mask) with { Values = values, Reduction = Reduction.None });
    }

    /// <summary>
    /// Evaluates the reduced loss and, in the same pass, the loss of each row before the reduction: the mean with its gradient for
    /// training, and the single values for looking at the samples that cost most.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="prediction">The scores in row-major order.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="target">The index of the true class of each row.</param>
    /// <param name="values">Receives the losses, one for each row, with their class weights; 0 for ignored ones.</param>
    /// <param name="gradient">Receives the derivative of the reduced value by each score; leave empty where it is not wanted.</param>
    /// <param name="hessian">Receives the second derivative by each score; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether gradient and hessian are overwritten or added to.</param>
    /// <param name="mask">Whether each row counts; leave empty where all do. One that does not has the loss 0 and no gradient.</param>
    /// <returns>The reduced loss.</returns>
    /// <exception cref="LossException">Lengths do not belong together, or a target is no class index.</exception>
    /// <exception cref="InvalidOperationException">The reduction is none.</exception>
    public T EvaluateWithValues<T>(
        ReadOnlySpan<T> prediction,
        ClassShape shape,
        ReadOnlySpan<int> target,
        Span<T> values,
        Span<T> gradient = default,
        Span<T> hessian = default,
        GradientMode mode = GradientMode.Write,
        ReadOnlySpan<bool> mask = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Length(nameof(values), values.Length, shape.Rows, OneForEachRow);
        return EvaluateReduced(Call(prediction, shape, target, gradient, hessian, mode, mask) with { Values = values });
    }

    /// <summary>
    /// Evaluates the loss of a micro-batch as numerator and denominator of a mean, whatever the reduction: the sum of the losses, and
    /// the number of targets that are not ignored or, of a loss whose mean divides by class weights, the sum of their weights.
    /// Gradients are those of the sum, to be divided once by the denominator of the whole batch.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="prediction">The scores in row-major order.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="target">The index of the true class of each row.</param>
    /// <param name="gradient">Receives the derivative of the sum by each score; leave empty where it is not wanted.</param>
    /// <param name="hessian">Receives the second derivative by each score; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether gradient and hessian are overwritten or added to.</param>
    /// <param name="mask">Whether each row counts; leave empty where all do. One that does not has the loss 0 and no gradient.</param>
    /// <returns>The numerator and the denominator, for <see cref="LossAccumulator.Add"/>.</returns>
    /// <exception cref="LossException">Lengths do not belong together, or a target is no class index.</exception>
    public LossFraction EvaluateFraction<T>(
        ReadOnlySpan<T> prediction,
        ClassShape shape,
        ReadOnlySpan<int> target,
        Span<T> gradient = default,
        Span<T> hessian = default,
        GradientMode mode = GradientMode.Write,
        ReadOnlySpan<bool> mask = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<double> denominator = stackalloc double[1];
        var call = Call(prediction, shape, target, gradient, hessian, mode, mask);
        var sum = RunChecked(call with { Reduction = Reduction.Sum, Denominator = denominator });
        return new(sum, denominator[0]);
    }
}
