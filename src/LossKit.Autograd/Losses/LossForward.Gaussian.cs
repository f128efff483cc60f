namespace LossKit;

/// <content>The loss that predicts a variance too.</content>
public static partial class LossForward
{
    /// <summary>Evaluates the Gaussian negative log-likelihood; gradients flow to the means and to the variances.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="prediction">The predicted means.</param>
    /// <param name="target">The targets, in the same shape; no gradient flows to them.</param>
    /// <param name="variance">The predicted variances, in the same shape.</param>
    /// <returns>A scalar; with <see cref="Reduction.None"/>, the losses in the same shape.</returns>
    /// <exception cref="LossException">A number lies outside its domain.</exception>
    /// <exception cref="ArgumentException">The shapes differ, or the targets require a gradient.</exception>
    public static Variable Forward(this GaussianNllLoss loss, Variable prediction, Variable target, Variable variance)
    {
        ArgumentNullException.ThrowIfNull(loss);
        CheckTarget(target, prediction.Shape);
        if (variance.Shape != prediction.Shape)
        {
            throw new ArgumentException(
                $"The variance has the shape {variance.Shape}, but the prediction has {prediction.Shape}; they must be equal.", nameof(variance));
        }

        if (loss.Reduction != Reduction.None)
        {
            FusedNode reduced = FusedNode.Begin(Shape.Scalar, [prediction, variance]);
            reduced.Values[0] = loss.Evaluate(
                prediction.Values, target.Values, variance.Values, reduced.GradientOf(0), reduced.GradientOf(1));
            return reduced.End();
        }

        FusedNode each = FusedNode.Begin(prediction.Shape, [prediction, variance]);
        loss.EvaluateEach(prediction.Values, target.Values, variance.Values, each.Values, each.GradientOf(0), each.GradientOf(1));
        return each.End();
    }
}
