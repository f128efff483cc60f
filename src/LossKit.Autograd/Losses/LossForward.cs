namespace LossKit;

/// <summary>
/// Lets a loss be called on variables. A loss is a single node: value and gradient come from the same pass over the data,
/// and backward only scales the gradient.
/// </summary>
public static class LossForward
{
    /// <summary>Evaluates a loss of predictions against targets of the same shape.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The targets, in the predictions' shape; no gradient flows to them.</param>
    /// <param name="weight">A factor for each element's loss; leave empty for none.</param>
    /// <returns>A scalar; with <see cref="Reduction.None"/>, the losses in the targets' shape.</returns>
    /// <exception cref="LossException">The shapes differ, or a number lies outside its domain.</exception>
    /// <exception cref="ArgumentException">The targets require a gradient, which the loss does not compute.</exception>
    public static Variable Forward(this MatchedLoss loss, Variable prediction, Variable target, ReadOnlySpan<float> weight = default)
    {
        ArgumentNullException.ThrowIfNull(loss);
        if (target.RequiresGradient)
        {
            throw new ArgumentException("The target requires a gradient, which a loss does not compute; pass target.Detach().", nameof(target));
        }

        Shape expected = loss.PredictionsPerTarget == 1 ? prediction.Shape : prediction.Shape.Without(prediction.Rank - 1);
        if (target.Shape != expected)
        {
            throw new ArgumentException(
                $"The target has the shape {target.Shape}, but the prediction's shape {prediction.Shape} wants {expected}; reshape one of them, nothing is broadcast.",
                nameof(target));
        }

        return loss.Forward(prediction, target.Values, target.Shape, weight);
    }

    /// <summary>Evaluates a loss of predictions against targets in the caller's memory.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The targets, as many as predictions, in their order.</param>
    /// <param name="weight">A factor for each element's loss; leave empty for none.</param>
    /// <returns>A scalar; with <see cref="Reduction.None"/>, the losses in the predictions' shape.</returns>
    /// <exception cref="LossException">The lengths differ, or a number lies outside its domain.</exception>
    public static Variable Forward(this MatchedLoss loss, Variable prediction, ReadOnlySpan<float> target, ReadOnlySpan<float> weight = default)
    {
        ArgumentNullException.ThrowIfNull(loss);
        Shape shape = loss.PredictionsPerTarget == 1 ? prediction.Shape : prediction.Shape.Without(prediction.Rank - 1);
        return loss.Forward(prediction, target, shape, weight);
    }

    private static Variable Forward(this MatchedLoss loss, Variable prediction, ReadOnlySpan<float> target, Shape unreduced, ReadOnlySpan<float> weight)
    {
        if (loss.Reduction != Reduction.None)
        {
            FusedNode reduced = FusedNode.Begin(Shape.Scalar, [prediction]);
            reduced.Values[0] = loss.Evaluate(prediction.Values, target, reduced.GradientOf(0), weight: weight);
            return reduced.End();
        }

        // Only losses of single elements can be left unreduced; the others refuse it when they are made.
        FusedNode each = FusedNode.Begin(unreduced, [prediction]);
        ((ElementwiseLoss)loss).EvaluateEach(prediction.Values, target, each.Values, each.GradientOf(0), weight: weight);
        return each.End();
    }
}
