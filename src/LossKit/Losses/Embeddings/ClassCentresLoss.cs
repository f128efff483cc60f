using System.Numerics.Tensors;

namespace LossKit;

/// <summary>A loss of embeddings against one trained vector for each class: its centre, or proxy.</summary>
public abstract class ClassCentresLoss : TensorLoss
{
    private protected ClassCentresLoss(LossCard card, Reduction reduction)
        : base(card, reduction)
    {
    }

    /// <summary>Evaluates the loss; results go into the caller's memory.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="embeddings">The embeddings, [N,D].</param>
    /// <param name="centres">The vector of each class, [C,D].</param>
    /// <param name="target">The class index of each embedding, [N].</param>
    /// <param name="embeddingsGradient">Receives the derivative of the value by the embeddings; leave empty where it is not wanted.</param>
    /// <param name="centresGradient">Receives the derivative of the value by the classes' vectors; leave empty where it is not wanted.</param>
    /// <param name="mode">Whether gradients are overwritten or added to.</param>
    /// <param name="values">Receives the single losses beside the reduced one; leave empty where they are not wanted.</param>
    /// <param name="weight">A factor for each single loss; leave empty for none.</param>
    /// <returns>The reduced loss; with <see cref="Reduction.None"/>, which needs <paramref name="values"/>, their sum.</returns>
    /// <exception cref="LossException">Shapes do not belong together, or a target is no class index.</exception>
    /// <exception cref="InvalidOperationException">The reduction is none and there is no memory for the single losses.</exception>
    public T Evaluate<T>(
        in ReadOnlyTensorSpan<T> embeddings,
        in ReadOnlyTensorSpan<T> centres,
        in ReadOnlyTensorSpan<int> target,
        in TensorSpan<T> embeddingsGradient = default,
        in TensorSpan<T> centresGradient = default,
        GradientMode mode = GradientMode.Write,
        Span<T> values = default,
        ReadOnlySpan<T> weight = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var arguments = new TensorArguments<T>();
        arguments.Add(embeddings, embeddingsGradient);
        arguments.Add(centres, centresGradient);
        arguments.AddIndices(target);
        return Evaluate(arguments, mode, values, weight);
    }

    /// <summary>Gives the inputs of such a loss.</summary>
    /// <param name="centres">What the loss calls the vectors of the classes.</param>
    /// <returns>The inputs in order.</returns>
    private protected static IReadOnlyList<LossInput> InputsWith(string centres) =>
    [
        new("embeddings", InputRole.Differentiable, "[N,D] embeddings", Domain.Real),
        new(centres, InputRole.Differentiable, "[C,D], one row for each class", Domain.Real),
        new("target", InputRole.Target, "[N] class indices", Domain.Real),
    ];

    private protected override Extents ShapeOfValues<T>(in TensorCall<T> call) => call.Shape(2);

    private protected sealed override void CheckNumbers<T>(in TensorCall<T> call)
    {
        var classes = call.Shape(1)[0];
        var target = call.Indices(2);
        if ((long)target.Length * classes > Array.MaxLength)
        {
            throw Sentences.BatchTooLarge("embeddings", target.Length, Array.MaxLength / classes);
        }

        for (var i = 0; i < target.Length; i++)
        {
            if ((uint)target[i] >= (uint)classes)
            {
                throw Sentences.NoSuchClass(i, target[i], classes, null);
            }
        }
    }
}
