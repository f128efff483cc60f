using System.Numerics.Tensors;

namespace LossKit;

/// <summary>A loss of a prediction against a target, both arrays of numbers whose shapes are on the card: boxes, distributions, images, regions.</summary>
public abstract class TargetTensorLoss : TensorLoss
{
    private protected TargetTensorLoss(LossCard card, Reduction reduction)
        : base(card, reduction)
    {
    }

    /// <summary>Evaluates the loss; results go into the caller's memory.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="prediction">The prediction, in a shape that the card allows.</param>
    /// <param name="target">The target, in the shape that the card asks for.</param>
    /// <param name="gradient">Receives the derivative of the value by each number of the prediction; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether the gradient is overwritten or added to.</param>
    /// <param name="values">Receives the single losses beside the reduced one; leave empty where they are not wanted.</param>
    /// <param name="weight">A factor for each single loss; leave empty for none.</param>
    /// <returns>The reduced loss; with <see cref="Reduction.None"/>, which needs <paramref name="values"/>, their sum.</returns>
    /// <exception cref="LossException">Shapes do not belong together, or a number lies outside its domain.</exception>
    /// <exception cref="InvalidOperationException">The reduction is none and there is no memory for the single losses.</exception>
    public T Evaluate<T>(
        in ReadOnlyTensorSpan<T> prediction,
        in ReadOnlyTensorSpan<T> target,
        in TensorSpan<T> gradient = default,
        GradientMode mode = GradientMode.Write,
        Span<T> values = default,
        ReadOnlySpan<T> weight = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var arguments = new TensorArguments<T>();
        arguments.Add(prediction, gradient);
        arguments.Add(target);
        return Evaluate(arguments, mode, values, weight);
    }
}
