using System.Numerics;

namespace LossKit.Tests;

/// <summary>The typed call over spans of every class of losses, under one name.</summary>
internal static class SpanCalls
{
    /// <summary>Evaluates a loss.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="loss">The loss.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="gradient">Receives the gradient of the predictions; may be empty.</param>
    /// <param name="second">Receives the Hessian, or the gradient of the variances; may be empty.</param>
    /// <param name="mode">Whether results are written or added.</param>
    /// <returns>The reduced value.</returns>
    public static T Evaluate<T>(Loss loss, TypedInputs<T> inputs, Span<T> gradient, Span<T> second, GradientMode mode = GradientMode.Write)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> prediction = inputs.Prediction.Span;
        ReadOnlySpan<T> target = inputs.Target.Span;
        return loss switch
        {
            MatchedLoss matched => matched.Evaluate(prediction, target, gradient, second, inputs.Weight.Span, mode, inputs.Mask.Span),
            CrossEntropyLoss entropy when !inputs.AreIndices =>
                entropy.EvaluateDistribution(prediction, inputs.ClassShape, target, gradient, second, mode),
            ClassLoss classes => classes.Evaluate(prediction, inputs.ClassShape, inputs.Indices.Span, gradient, second, mode, inputs.Mask.Span),
            GaussianNllLoss gaussian => gaussian.Evaluate(prediction, target, inputs.Variance.Span, gradient, second, mode),
            MultiLabelSoftMarginLoss labels => labels.Evaluate(prediction, inputs.Shape[1], target, gradient, mode),
            _ => throw new InvalidOperationException($"{loss.Card.Id} has a typed call that SpanCalls does not know: add it."),
        };
    }

    /// <summary>Evaluates a loss whose single losses come beside its value.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="loss">The loss; one for which <see cref="HasValues"/> holds.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="values">Receives the single losses.</param>
    /// <param name="gradient">Receives the gradient of the predictions; may be empty.</param>
    /// <param name="second">Receives the Hessian; may be empty.</param>
    /// <returns>The reduced value.</returns>
    public static T EvaluateWithValues<T>(Loss loss, TypedInputs<T> inputs, Span<T> values, Span<T> gradient, Span<T> second)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => loss switch
        {
            ElementwiseLoss matched => matched.EvaluateWithValues(
                inputs.Prediction.Span, inputs.Target.Span, values, gradient, second, inputs.Weight.Span, mask: inputs.Mask.Span),
            _ => ((ClassLoss)loss).EvaluateWithValues(
                inputs.Prediction.Span, inputs.ClassShape, inputs.Indices.Span, values, gradient, second, mask: inputs.Mask.Span),
        };

    /// <summary>Says whether a loss gives single losses beside its value in a call over spans.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="loss">The loss.</param>
    /// <param name="inputs">The inputs.</param>
    /// <returns>Whether it does.</returns>
    public static bool HasValues<T>(Loss loss, TypedInputs<T> inputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => loss is ElementwiseLoss || (loss is ClassLoss && inputs.AreIndices);

    /// <summary>Says how many second results a loss gives: Hessian, gradient of the variance, or none.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="count">The number of predictions.</param>
    /// <returns>The length of the second result.</returns>
    public static int SecondLength(Loss loss, int count) => loss.Card.HasHessian || loss is GaussianNllLoss ? count : 0;

    /// <summary>Gives what an answer by name holds as the second result.</summary>
    /// <param name="answer">The answer.</param>
    /// <returns>The numbers.</returns>
    public static double[] SecondOf(LossAnswer answer) =>
        answer.Hessian?["prediction"].Values ?? (answer.Gradients!.TryGetValue("variance", out var variance) ? variance.Values : []);
}
