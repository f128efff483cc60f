using System.Numerics.Tensors;

namespace LossKit;

/// <summary>A loss of two sets of embeddings whose rows belong together in pairs; every row of the other set is a negative.</summary>
public abstract class EmbeddingPairLoss : TensorLoss
{
    private protected EmbeddingPairLoss(LossCard card, Reduction reduction)
        : base(card, reduction)
    {
    }

    /// <summary>Gets the inputs that all these losses have.</summary>
    private protected static IReadOnlyList<LossInput> Pairs { get; } =
    [
        new("x1", InputRole.Differentiable, "[N,D] embeddings", Domain.Real),
        new("x2", InputRole.Differentiable, "[N,D] embeddings: row i belongs to row i of x1", Domain.Real),
    ];

    /// <summary>Evaluates the loss; results go into the caller's memory.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x1">The embeddings of the first sides, [N,D].</param>
    /// <param name="x2">The embeddings of the second sides, in the same shape.</param>
    /// <param name="x1Gradient">Receives the derivative of the value by the first sides; leave empty where it is not wanted.</param>
    /// <param name="x2Gradient">Receives the derivative of the value by the second sides; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether gradients are overwritten or added to.</param>
    /// <param name="values">Receives the single losses beside the reduced one; leave empty where they are not wanted.</param>
    /// <param name="weight">A factor for each single loss; leave empty for none.</param>
    /// <returns>The reduced loss; with <see cref="Reduction.None"/>, which needs <paramref name="values"/>, their sum.</returns>
    /// <exception cref="LossException">Shapes do not belong together.</exception>
    /// <exception cref="InvalidOperationException">The reduction is none and there is no memory for the single losses.</exception>
    public T Evaluate<T>(
        in ReadOnlyTensorSpan<T> x1,
        in ReadOnlyTensorSpan<T> x2,
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
        return Evaluate(arguments, mode, values, weight);
    }

    private protected override Extents ShapeOfValues<T>(in TensorCall<T> call) => Extents.Of(call.Shape(0)[0]);

    private protected override void CheckNumbers<T>(in TensorCall<T> call) => Guard.Pairs("x1", call.Shape(0)[0]);
}
