namespace LossKit;

/// <content>Losses of class scores and of labels.</content>
public static partial class LossForward
{
    /// <summary>Evaluates a loss of class scores against class indices.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="prediction">The scores, [N, C] or [N, C, d1, …].</param>
    /// <param name="target">The index of the true class of each row, [N] or [N, d1, …], row-major.</param>
    /// <param name="mask">Whether each row counts; leave empty where all do. A mean divides by those that do.</param>
    /// <returns>A scalar; with <see cref="Reduction.None"/>, one loss for each row.</returns>
    /// <exception cref="LossException">There are too few or too many targets, or one is no class index.</exception>
    /// <exception cref="ArgumentException">The scores have no class axis.</exception>
    public static Variable Forward(
        this ClassLoss loss, Variable prediction, ReadOnlySpan<int> target, ReadOnlySpan<bool> mask = default)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ClassShape shape = ClassShapeOf(prediction);
        if (loss.Reduction != Reduction.None)
        {
            FusedNode reduced = FusedNode.Begin(Shape.Scalar, [prediction]);
            reduced.Values[0] = loss.Evaluate(prediction.Values, shape, target, reduced.GradientOf(0), mask: mask);
            return reduced.End();
        }

        FusedNode each = FusedNode.Begin(prediction.Shape.Without(1), [prediction], shape.Positions);
        loss.EvaluateEach(prediction.Values, shape, target, each.Values, each.GradientOf(0), mask: mask);
        return each.End();
    }

    /// <summary>Evaluates softmax cross-entropy against a distribution over the classes for each row.</summary>
    /// <param name="loss">The loss, reduced.</param>
    /// <param name="prediction">The logits, [N, C] or [N, C, d1, …].</param>
    /// <param name="target">Probabilities, in the same shape; no gradient flows to them.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or the targets require a gradient.</exception>
    /// <exception cref="InvalidOperationException">The reduction is none.</exception>
    public static Variable Forward(this CrossEntropyLoss loss, Variable prediction, Variable target)
    {
        ArgumentNullException.ThrowIfNull(loss);
        CheckTarget(target, prediction.Shape);
        FusedNode node = FusedNode.Begin(Shape.Scalar, [prediction]);
        node.Values[0] = loss.EvaluateDistribution(prediction.Values, ClassShapeOf(prediction), target.Values, node.GradientOf(0));
        return node.End();
    }

    /// <summary>Evaluates the soft margins of several labels for each row.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="prediction">The logits, [N, C].</param>
    /// <param name="target">The targets in [0, 1], [N, C]; no gradient flows to them.</param>
    /// <returns>A scalar; with <see cref="Reduction.None"/>, one loss for each row.</returns>
    /// <exception cref="LossException">A target lies outside [0, 1].</exception>
    /// <exception cref="ArgumentException">The shapes differ or are not [N, C], or the targets require a gradient.</exception>
    public static Variable Forward(this MultiLabelSoftMarginLoss loss, Variable prediction, Variable target)
    {
        ArgumentNullException.ThrowIfNull(loss);
        CheckTarget(target, prediction.Shape);
        ClassShape shape = ClassShapeOf(prediction);
        if (shape.Positions != 1)
        {
            throw new ArgumentException($"The prediction has the shape {prediction.Shape}; this loss takes [N, C].", nameof(prediction));
        }

        if (loss.Reduction != Reduction.None)
        {
            FusedNode reduced = FusedNode.Begin(Shape.Scalar, [prediction]);
            reduced.Values[0] = loss.Evaluate(prediction.Values, shape.Classes, target.Values, reduced.GradientOf(0));
            return reduced.End();
        }

        FusedNode each = FusedNode.Begin([shape.Batch], [prediction]);
        loss.EvaluateEach(prediction.Values, shape.Classes, target.Values, each.Values, each.GradientOf(0));
        return each.End();
    }

    private static ClassShape ClassShapeOf(Variable prediction)
    {
        Shape shape = prediction.Shape;
        return shape.Rank >= 2
            ? new ClassShape(shape[0], shape[1], shape.LengthOf(2, shape.Rank))
            : throw new ArgumentException($"The prediction has the shape {shape}; write [N, C], with the classes along axis 1.", nameof(prediction));
    }
}
