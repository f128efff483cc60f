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
    /// <exception cref="LossException">Lengths differ, or a number lies outside its domain.</exception>
    public void EvaluateEach<T>(
        ReadOnlySpan<T> prediction,
        ReadOnlySpan<T> target,
        Span<T> values,
        Span<T> gradient = default,
        Span<T> hessian = default,
        ReadOnlySpan<T> weight = default,
        GradientMode mode = GradientMode.Write)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Length(nameof(values), values.Length, target.Length, "one for each target");
        RunChecked(new ElementwiseCall<T>
        {
            Prediction = prediction,
            Target = target,
            Weight = weight,
            Values = values,
            Gradient = gradient,
            Second = hessian,
            Mode = mode,
            Group = PredictionsPerTarget,
            Reduction = Reduction.None,
            PredictionDomain = PredictionDomain,
            TargetDomain = TargetDomain,
        });
    }
}
