namespace LossKit;

/// <summary>A loss of predictions against targets that has a value for each element, so that it can be left unreduced.</summary>
public abstract class ElementwiseLoss : MatchedLoss
{
    private protected ElementwiseLoss(LossCard card, Reduction reduction)
        : base(card, reduction)
    {
    }

    /// <summary>
    /// Evaluates the loss of each element, whatever the reduction; results go into the caller's memory. Gradients are
    /// those of the sum of the values.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The targets, as many as predictions.</param>
    /// <param name="values">Receives the losses, one for each target.</param>
    /// <param name="gradient">Receives the derivative of each value; leave empty where it is not wanted.</param>
    /// <param name="hessian">Receives the second derivative of each value; leave empty where it is not wanted.</param>
    /// <param name="weight">A factor for each element's loss; leave empty for none.</param>
    /// <param name="mode">Whether gradient and hessian are overwritten or added to.</param>
    /// <param name="mask">Whether each target counts; leave empty where all do. One that does not has the loss 0 and no gradient.</param>
    /// <exception cref="LossException">Lengths differ, or a number lies outside its domain.</exception>
    public void EvaluateEach<T>(
        ReadOnlySpan<T> prediction,
        ReadOnlySpan<T> target,
        Span<T> values,
        Span<T> gradient = default,
        Span<T> hessian = default,
        ReadOnlySpan<T> weight = default,
        GradientMode mode = GradientMode.Write,
        ReadOnlySpan<bool> mask = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckValues(values, target);
        RunChecked(Call(prediction, target, gradient, hessian, weight, mode, mask) with { Values = values, Reduction = Reduction.None });
    }

    /// <summary>
    /// Evaluates the reduced loss and, in the same pass, the loss of each element before the reduction: the mean with its gradient for
    /// training, and the single values for looking at the samples that cost most.
    /// </summary>
    /// <inheritdoc cref="MatchedLoss.Evaluate{T}(ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T}, Span{T}, ReadOnlySpan{T}, GradientMode, ReadOnlySpan{bool})"/>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The targets, as many as predictions.</param>
    /// <param name="values">Receives the losses, one for each target, with their weights.</param>
    /// <param name="gradient">Receives the derivative of the reduced value by each prediction; leave empty where it is not wanted.</param>
    /// <param name="hessian">Receives the second derivative by each prediction; leave empty where it is not wanted.</param>
    /// <param name="weight">A factor for each element's loss; leave empty for none.</param>
    /// <param name="mode">Whether gradient and hessian are overwritten or added to.</param>
    /// <param name="mask">Whether each target counts; leave empty where all do. One that does not has the loss 0 and no gradient.</param>
    public T EvaluateWithValues<T>(
        ReadOnlySpan<T> prediction,
        ReadOnlySpan<T> target,
        Span<T> values,
        Span<T> gradient = default,
        Span<T> hessian = default,
        ReadOnlySpan<T> weight = default,
        GradientMode mode = GradientMode.Write,
        ReadOnlySpan<bool> mask = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckValues(values, target);
        return EvaluateReduced(Call(prediction, target, gradient, hessian, weight, mode, mask) with { Values = values });
    }

    /// <summary>
    /// Evaluates the loss of a micro-batch as numerator and denominator of a mean, whatever the reduction: the sum of the losses, and
    /// how many count. Gradients are those of the sum, to be divided once by the denominator of the whole batch.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The targets, as many as predictions.</param>
    /// <param name="gradient">Receives the derivative of the sum by each prediction; leave empty where it is not wanted.</param>
    /// <param name="hessian">Receives the second derivative by each prediction; leave empty where it is not wanted.</param>
    /// <param name="weight">A factor for each element's loss; leave empty for none. The denominator counts elements, not weights.</param>
    /// <param name="mode">Whether gradient and hessian are overwritten or added to.</param>
    /// <param name="mask">Whether each target counts; leave empty where all do.</param>
    /// <returns>The numerator and the denominator, for <see cref="LossAccumulator.Add"/>.</returns>
    /// <exception cref="LossException">Lengths differ, or a number lies outside its domain.</exception>
    public LossFraction EvaluateFraction<T>(
        ReadOnlySpan<T> prediction,
        ReadOnlySpan<T> target,
        Span<T> gradient = default,
        Span<T> hessian = default,
        ReadOnlySpan<T> weight = default,
        GradientMode mode = GradientMode.Write,
        ReadOnlySpan<bool> mask = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sum = RunChecked(Call(prediction, target, gradient, hessian, weight, mode, mask) with { Reduction = Reduction.Sum });
        return new(sum, mask.IsEmpty ? target.Length : mask.Count(value: true));
    }

    private static void CheckValues<T>(Span<T> values, ReadOnlySpan<T> target) =>
        Guard.Length(nameof(values), values.Length, target.Length, "one for each target");
}
