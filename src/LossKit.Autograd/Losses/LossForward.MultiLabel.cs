namespace LossKit;

/// <content>The loss of rows of labels.</content>
public static partial class LossForward
{
    /// <summary>Evaluates the multi-label soft margin loss of logits [N,C].</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="prediction">The logits, [N,C].</param>
    /// <param name="target">The targets in [0, 1], as many as logits, in their order.</param>
    /// <returns>A scalar; with <see cref="Reduction.None"/>, the losses of the rows, [N].</returns>
    /// <exception cref="LossException">The lengths differ, or a target lies outside [0, 1].</exception>
    /// <exception cref="ArgumentException">The logits are not [N,C].</exception>
    public static Variable Forward(this MultiLabelSoftMarginLoss loss, Variable prediction, ReadOnlySpan<float> target)
    {
        ArgumentNullException.ThrowIfNull(loss);
        if (prediction.Rank != 2)
        {
            throw new ArgumentException($"The prediction has the shape {prediction.Shape}, but must be [N,C]; reshape it.", nameof(prediction));
        }

        int labels = prediction.Shape[1];
        if (loss.Reduction != Reduction.None)
        {
            FusedNode reduced = FusedNode.Begin(Shape.Scalar, [prediction]);
            reduced.Values[0] = loss.Evaluate(prediction.Values, labels, target, reduced.GradientOf(0));
            return reduced.End();
        }

        FusedNode each = FusedNode.Begin([prediction.Shape[0]], [prediction]);
        loss.EvaluateEach(prediction.Values, labels, target, each.Values, each.GradientOf(0));
        return each.End();
    }
}
