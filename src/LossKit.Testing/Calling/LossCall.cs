using System.Numerics;

namespace LossKit;

/// <summary>
/// A loss with its inputs and the memory of its gradients, ready to be called as programs that train call it: over spans or tensors of one
/// element type, again and again.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal abstract class LossCall<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected LossCall(IReadOnlyList<T[]> numbers, IReadOnlyList<int[]> indices, IReadOnlyList<T[]> gradients)
    {
        Gradients = gradients;
        Bytes = (numbers.Sum(array => (long)array.Length) * System.Runtime.CompilerServices.Unsafe.SizeOf<T>())
            + (indices.Sum(array => (long)array.Length) * sizeof(int))
            + (gradients.Sum(array => (long)array.Length) * System.Runtime.CompilerServices.Unsafe.SizeOf<T>());
    }

    /// <summary>Gets the gradients of the last call, one for each differentiable input.</summary>
    public IReadOnlyList<T[]> Gradients { get; }

    /// <summary>Gets the bytes that no call can do without: each input read once, each gradient written once.</summary>
    public long Bytes { get; }

    /// <summary>Gets the number of elements of the first differentiable input: predictions, logits, embeddings.</summary>
    public int Elements => Gradients[0].Length;

    /// <summary>Makes the call for a loss.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="inputs">Its inputs by name; weights may be left out.</param>
    /// <returns>The call.</returns>
    public static LossCall<T> Of(Loss loss, IReadOnlyDictionary<string, NamedArray> inputs) => loss switch
    {
        MatchedLoss matched => new MatchedCall<T>(matched, Numbers(inputs, "prediction"), Numbers(inputs, "target")),
        CrossEntropyLoss entropy when inputs["target"].Shape.Length == inputs["prediction"].Shape.Length => new DistributionCall<T>(
            entropy, ShapeOf(inputs["prediction"].Shape), Numbers(inputs, "prediction"), Numbers(inputs, "target")),
        ClassLoss classes => new ClassCall<T>(
            classes, ShapeOf(inputs["prediction"].Shape), Numbers(inputs, "prediction"), Indices(inputs["target"])),
        GaussianNllLoss gaussian => new GaussianCall<T>(
            gaussian, Numbers(inputs, "prediction"), Numbers(inputs, "target"), Numbers(inputs, "variance")),
        MultiLabelSoftMarginLoss labels => new MultiLabelCall<T>(
            labels, inputs["prediction"].Shape[1], Numbers(inputs, "prediction"), Numbers(inputs, "target")),
        TensorLoss tensors => TensorLossCall<T>.Of(tensors, inputs),
        _ => throw new ArgumentException($"{loss.Card.Id} has a typed call that is not known here.", nameof(loss)),
    };

    /// <summary>Computes the value, and the gradients over those of the call before.</summary>
    /// <returns>The reduced value.</returns>
    public abstract T Run();

    private protected static int[] Indices(NamedArray array) => Array.ConvertAll(array.Values, value => (int)value);

    private protected static T[] Numbers(NamedArray array) => Array.ConvertAll(array.Values, T.CreateTruncating);

    private static T[] Numbers(IReadOnlyDictionary<string, NamedArray> inputs, string name) => Numbers(inputs[name]);

    private static ClassShape ShapeOf(int[] shape) => new(shape[0], shape[1], shape[2..].Aggregate(1, (product, length) => product * length));
}
