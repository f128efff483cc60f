using System.Numerics.Tensors;

namespace LossKit;

/// <summary>A loss of embeddings whose labels say which of them belong together.</summary>
public abstract class LabelledEmbeddingsLoss : TensorLoss
{
    private protected LabelledEmbeddingsLoss(LossCard card, Reduction reduction)
        : base(card, reduction)
    {
    }

    /// <summary>Gets the inputs that all these losses have.</summary>
    private protected static IReadOnlyList<LossInput> EmbeddingsAndLabels { get; } =
    [
        new("embeddings", InputRole.Differentiable, "[N,D] embeddings", Domain.Real),
        new("labels", InputRole.Label, "[N]: rows with the same label belong together", Domain.Real) { IsGrouping = true },
    ];

    /// <summary>Evaluates the loss; results go into the caller's memory.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="embeddings">The embeddings, [N,D].</param>
    /// <param name="labels">The label of each row, [N].</param>
    /// <param name="gradient">Receives the derivative of the value by the embeddings; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether the gradient is overwritten or added to.</param>
    /// <param name="values">Receives the losses of the rows beside the reduced one; leave empty where they are not wanted.</param>
    /// <param name="weight">A factor for each row's loss; leave empty for none.</param>
    /// <returns>The reduced loss.</returns>
    /// <exception cref="LossException">Shapes do not belong together.</exception>
    public T Evaluate<T>(
        in ReadOnlyTensorSpan<T> embeddings,
        in ReadOnlyTensorSpan<int> labels,
        in TensorSpan<T> gradient = default,
        GradientMode mode = GradientMode.Write,
        Span<T> values = default,
        ReadOnlySpan<T> weight = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var arguments = new TensorArguments<T>();
        arguments.Add(embeddings, gradient);
        arguments.AddIndices(labels);
        return Evaluate(arguments, mode, values, weight);
    }

    private protected override Extents ShapeOfValues<T>(in TensorCall<T> call) => call.Shape(1);
}
