namespace LossKit;

/// <summary>
/// Lets a loss be called on variables. A loss is a single node: value and gradient come from the same pass over the data,
/// and backward only scales the gradient.
/// </summary>
public static partial class LossForward
{
    /// <summary>Evaluates a loss of predictions against targets of the same shape.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">
    /// The targets, in the predictions' shape (of a loss of several quantiles, without the last axis). No gradient flows to them.
    /// </param>
    /// <param name="weight">A factor for each element's loss; leave empty for none.</param>
    /// <param name="mask">Whether each target counts; leave empty where all do. A mean divides by those that do.</param>
    /// <returns>A scalar; with <see cref="Reduction.None"/>, the losses in the targets' shape.</returns>
    /// <exception cref="LossException">A number lies outside its domain.</exception>
    /// <exception cref="ArgumentException">The shapes differ, or the targets require a gradient, which the loss does not compute.</exception>
    public static Variable Forward(
        this MatchedLoss loss,
        Variable prediction,
        Variable target,
        ReadOnlySpan<float> weight = default,
        ReadOnlySpan<bool> mask = default)
    {
        ArgumentNullException.ThrowIfNull(loss);
        CheckTarget(target, UnreducedShape(loss, prediction));
        return loss.Forward(prediction, target.Values, weight, mask);
    }

    /// <summary>Evaluates a loss of predictions against targets in the caller's memory.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The targets, in the order of the predictions.</param>
    /// <param name="weight">A factor for each element's loss; leave empty for none.</param>
    /// <param name="mask">Whether each target counts; leave empty where all do. A mean divides by those that do.</param>
    /// <returns>A scalar; with <see cref="Reduction.None"/>, one loss for each target.</returns>
    /// <exception cref="LossException">The lengths differ, or a number lies outside its domain.</exception>
    public static Variable Forward(
        this MatchedLoss loss,
        Variable prediction,
        ReadOnlySpan<float> target,
        ReadOnlySpan<float> weight = default,
        ReadOnlySpan<bool> mask = default)
    {
        ArgumentNullException.ThrowIfNull(loss);
        if (loss.Reduction != Reduction.None)
        {
            FusedNode reduced = FusedNode.Begin(Shape.Scalar, [prediction]);
            reduced.Values[0] = loss.Evaluate(prediction.Values, target, reduced.GradientOf(0), weight: weight, mask: mask);
            return reduced.End();
        }

        // Only losses of single elements can be left unreduced; the others refuse it when they are made.
        FusedNode each = FusedNode.Begin(UnreducedShape(loss, prediction), [prediction]);
        ((ElementwiseLoss)loss).EvaluateEach(prediction.Values, target, each.Values, each.GradientOf(0), weight: weight, mask: mask);
        return each.End();
    }

    private static Shape UnreducedShape(MatchedLoss loss, Variable prediction) =>
        loss.PredictionsPerTarget == 1 ? prediction.Shape : prediction.Shape.Without(prediction.Shape.Axis(-1));

    private static void CheckTarget(Variable target, Shape expected)
    {
        if (target.RequiresGradient)
        {
            throw new ArgumentException("The target requires a gradient, which a loss does not compute; pass target.Detach().", nameof(target));
        }

        if (target.Shape != expected)
        {
            throw new ArgumentException(
                $"The target has the shape {target.Shape}, but the prediction asks for {expected}; reshape one of them, nothing is broadcast.",
                nameof(target));
        }
    }
}
