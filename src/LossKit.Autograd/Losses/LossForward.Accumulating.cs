namespace LossKit;

/// <content>Micro-batches whose gradients are added up to those of the whole batch.</content>
public static partial class LossForward
{
    /// <summary>
    /// Evaluates a loss over a micro-batch as a sum that is divided later: its numerator and denominator go to the accumulator, and
    /// <see cref="ScaleGradients"/> divides the gradients once, after the last micro-batch.
    /// </summary>
    /// <param name="loss">The loss; its reduction is not asked.</param>
    /// <param name="accumulator">Receives numerator and denominator.</param>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The targets, in the order of the predictions.</param>
    /// <param name="weight">A factor for each element's loss; leave empty for none.</param>
    /// <param name="mask">Whether each target counts; leave empty where all do.</param>
    /// <returns>The sum over the micro-batch, to call Backward on.</returns>
    /// <exception cref="LossException">The lengths differ, or a number lies outside its domain.</exception>
    public static Variable Forward(
        this ElementwiseLoss loss,
        LossAccumulator accumulator,
        Variable prediction,
        ReadOnlySpan<float> target,
        ReadOnlySpan<float> weight = default,
        ReadOnlySpan<bool> mask = default)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(accumulator);
        FusedNode node = FusedNode.Begin(Shape.Scalar, [prediction]);
        LossFraction fraction = loss.EvaluateFraction(prediction.Values, target, node.GradientOf(0), weight: weight, mask: mask);
        node.Values[0] = (float)fraction.Numerator;
        accumulator.Add(fraction);
        return node.End();
    }

    /// <inheritdoc cref="Forward(ElementwiseLoss, LossAccumulator, Variable, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{bool})"/>
    /// <param name="loss">The loss; its reduction is not asked.</param>
    /// <param name="accumulator">Receives numerator and denominator.</param>
    /// <param name="prediction">The scores, [N, C] or [N, C, d1, …].</param>
    /// <param name="target">The index of the true class of each row, [N] or [N, d1, …], row-major.</param>
    /// <param name="mask">Whether each row counts; leave empty where all do.</param>
    public static Variable Forward(
        this ClassLoss loss,
        LossAccumulator accumulator,
        Variable prediction,
        ReadOnlySpan<int> target,
        ReadOnlySpan<bool> mask = default)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(accumulator);
        FusedNode node = FusedNode.Begin(Shape.Scalar, [prediction]);
        LossFraction fraction = loss.EvaluateFraction(
            prediction.Values, ClassShapeOf(prediction), target, node.GradientOf(0), mask: mask);
        node.Values[0] = (float)fraction.Numerator;
        accumulator.Add(fraction);
        return node.End();
    }

    /// <summary>
    /// Turns the gradients that were added up over micro-batches into those of the whole batch's mean: once, before the optimizer's step.
    /// </summary>
    /// <param name="accumulator">What the micro-batches were added to.</param>
    /// <param name="parameters">The parameters. Those without a gradient are left alone.</param>
    public static void ScaleGradients(this LossAccumulator accumulator, IEnumerable<Variable> parameters)
    {
        ArgumentNullException.ThrowIfNull(accumulator);
        ArgumentNullException.ThrowIfNull(parameters);
        foreach (Variable parameter in parameters)
        {
            if (parameter.HasGradient)
            {
                accumulator.ScaleGradient(parameter.Gradient);
            }
        }
    }
}
