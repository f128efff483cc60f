namespace LossKit;

/// <content>Sums of losses, with what each term gives.</content>
public static partial class LossForward
{
    /// <summary>Evaluates a sum of losses and tells what each term gives, for a log; gradients flow from the sum.</summary>
    /// <param name="loss">The sum, reduced.</param>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The targets, in the order of the predictions.</param>
    /// <param name="terms">Receives the value of each term, without its factor.</param>
    /// <param name="weight">A factor for each element's loss; leave empty for none.</param>
    /// <param name="mask">Whether each target counts; leave empty where all do.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="LossException">The lengths differ, or a number lies outside its domain.</exception>
    /// <exception cref="InvalidOperationException">The reduction is none.</exception>
    public static Variable ForwardTerms(
        this ElementwiseSumLoss loss,
        Variable prediction,
        ReadOnlySpan<float> target,
        Span<float> terms,
        ReadOnlySpan<float> weight = default,
        ReadOnlySpan<bool> mask = default)
    {
        ArgumentNullException.ThrowIfNull(loss);
        FusedNode node = FusedNode.Begin(Shape.Scalar, [prediction]);
        node.Values[0] = loss.EvaluateTerms(prediction.Values, target, terms, node.GradientOf(0), weight: weight, mask: mask);
        return node.End();
    }

    /// <inheritdoc cref="ForwardTerms(ElementwiseSumLoss, Variable, ReadOnlySpan{float}, Span{float}, ReadOnlySpan{float}, ReadOnlySpan{bool})"/>
    public static Variable ForwardTerms(
        this MatchedSumLoss loss,
        Variable prediction,
        ReadOnlySpan<float> target,
        Span<float> terms,
        ReadOnlySpan<float> weight = default,
        ReadOnlySpan<bool> mask = default)
    {
        ArgumentNullException.ThrowIfNull(loss);
        FusedNode node = FusedNode.Begin(Shape.Scalar, [prediction]);
        node.Values[0] = loss.EvaluateTerms(prediction.Values, target, terms, node.GradientOf(0), weight: weight, mask: mask);
        return node.End();
    }

    /// <summary>Evaluates a sum of losses of class scores and tells what each term gives, for a log; gradients flow from the sum.</summary>
    /// <param name="loss">The sum, reduced.</param>
    /// <param name="prediction">The scores, [N, C] or [N, C, d1, …].</param>
    /// <param name="target">The index of the true class of each row, [N] or [N, d1, …], row-major.</param>
    /// <param name="terms">Receives the value of each term, without its factor.</param>
    /// <param name="mask">Whether each row counts; leave empty where all do.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="LossException">There are too few or too many targets, or one is no class index.</exception>
    /// <exception cref="InvalidOperationException">The reduction is none.</exception>
    public static Variable ForwardTerms(
        this ClassSumLoss loss, Variable prediction, ReadOnlySpan<int> target, Span<float> terms, ReadOnlySpan<bool> mask = default)
    {
        ArgumentNullException.ThrowIfNull(loss);
        FusedNode node = FusedNode.Begin(Shape.Scalar, [prediction]);
        node.Values[0] = loss.EvaluateTerms(prediction.Values, ClassShapeOf(prediction), target, terms, node.GradientOf(0), mask: mask);
        return node.End();
    }
}
