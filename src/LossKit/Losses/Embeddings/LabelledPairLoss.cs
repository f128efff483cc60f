using System.Numerics.Tensors;

namespace LossKit;

/// <summary>A loss of pairs, each with a label that says how its two sides belong together.</summary>
public abstract class LabelledPairLoss : TensorLoss
{
    private protected LabelledPairLoss(LossCard card, Reduction reduction)
        : base(card, reduction)
    {
    }

    /// <summary>Evaluates the loss; results go into the caller's memory.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x1">The first sides of the pairs.</param>
    /// <param name="x2">The second sides, in the same shape.</param>
    /// <param name="label">The labels, [N].</param>
    /// <param name="x1Gradient">Receives the derivative of the value by the first sides; leave empty where it is not wanted.</param>
    /// <param name="x2Gradient">Receives the derivative of the value by the second sides; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether gradients are overwritten or added to.</param>
    /// <param name="values">Receives the losses of the pairs beside the reduced one; leave empty where they are not wanted.</param>
    /// <param name="weight">A factor for each pair's loss; leave empty for none.</param>
    /// <returns>The reduced loss; with <see cref="Reduction.None"/>, which needs <paramref name="values"/>, their sum.</returns>
    /// <exception cref="LossException">Shapes do not belong together, or a label is none of those allowed.</exception>
    /// <exception cref="InvalidOperationException">The reduction is none and there is no memory for the single losses.</exception>
    public T Evaluate<T>(
        in ReadOnlyTensorSpan<T> x1,
        in ReadOnlyTensorSpan<T> x2,
        in ReadOnlyTensorSpan<int> label,
        in TensorSpan<T> x1Gradient = default,
        in TensorSpan<T> x2Gradient = default,
        GradientMode mode = GradientMode.Write,
        Span<T> values = default,
        ReadOnlySpan<T> weight = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var arguments = new TensorArguments<T>();
        arguments.Add(x1, x1Gradient);
        arguments.Add(x2, x2Gradient);
        arguments.AddIndices(label);
        return Evaluate(arguments, mode, values, weight);
    }

    private protected sealed override Extents ShapeOfValues<T>(in TensorCall<T> call) => call.Shape(2);
}
