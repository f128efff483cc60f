using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace LossKit.Tests;

/// <summary>How the memory of tensors lies in a test.</summary>
public enum TensorLayout
{
    /// <summary>One element after the other.</summary>
    Dense,

    /// <summary>With a stride of 2 along the last dimension.</summary>
    Strided,

    /// <summary>The columns 1 to n of rows that are two longer.</summary>
    Sliced,
}

/// <summary>The typed call over tensors of every class of losses, under one name.</summary>
internal static class TensorCalls
{
    /// <summary>Evaluates a loss on copies of the inputs in a layout.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="loss">The loss.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="layout">How tensors lie in memory.</param>
    /// <param name="gradients">Holds what is added to; receives the gradient of the predictions.</param>
    /// <param name="seconds">Holds what is added to; receives the second result, if the loss has one.</param>
    /// <param name="mode">Whether results are written or added.</param>
    /// <returns>The reduced value.</returns>
    public static T Evaluate<T>(
        Loss loss, TypedInputs<T> inputs, TensorLayout layout, T[] gradients, T[] seconds, GradientMode mode = GradientMode.Write)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlyTensorSpan<T> prediction = Lay<T>(inputs.Prediction.Span, inputs.Shape, layout);
        ReadOnlyTensorSpan<T> target = Lay<T>(inputs.Target.Span, inputs.TargetShape, layout);
        ReadOnlyTensorSpan<T> weight = Lay<T>(inputs.Weight.Span, inputs.Shape, layout);
        var gradient = Lay<T>(gradients, inputs.Shape, layout);
        var second = Lay<T>(seconds, inputs.Shape, layout);
        var value = loss switch
        {
            MatchedLoss matched => matched.Evaluate(prediction, target, gradient, second, weight, mode),
            CrossEntropyLoss entropy when !inputs.AreIndices => entropy.EvaluateDistribution(prediction, target, gradient, second, mode),
            ClassLoss classes => classes.Evaluate(
                prediction, Lay<int>(inputs.Indices.Span, inputs.TargetShape, layout), gradient, second, mode),
            GaussianNllLoss gaussian => gaussian.Evaluate(
                prediction, target, Lay<T>(inputs.Variance.Span, inputs.Shape, layout), gradient, second, mode),
            MultiLabelSoftMarginLoss labels => labels.Evaluate(prediction, target, gradient, mode),
            _ => throw new InvalidOperationException($"{loss.Card.Id} has a typed call that TensorCalls does not know: add it."),
        };
        gradient.FlattenTo(gradients);
        if (!second.IsEmpty)
        {
            second.FlattenTo(seconds);
        }

        return value;
    }

    private static TensorSpan<T> Lay<T>(ReadOnlySpan<T> values, int[] shape, TensorLayout layout)
    {
        if (values.IsEmpty)
        {
            return default;
        }

        var lengths = Array.ConvertAll(shape, length => (nint)length);
        if (layout == TensorLayout.Dense)
        {
            return new(values.ToArray(), lengths, []);
        }

        var laid = layout == TensorLayout.Sliced ? Slice<T>(lengths) : Stride<T>(lengths);
        new ReadOnlyTensorSpan<T>(values, lengths, []).CopyTo(laid);
        return laid;
    }

    private static TensorSpan<T> Slice<T>(nint[] lengths)
    {
        nint[] larger = [.. lengths[..^1], lengths[^1] + 2];
        var tensor = Tensor.CreateFromShape<T>(larger);
        NRange[] ranges = [.. lengths[..^1].Select(_ => NRange.All), new NRange(1, lengths[^1] + 1)];
        return tensor.AsTensorSpan().Slice(ranges);
    }

    private static TensorSpan<T> Stride<T>(nint[] lengths)
    {
        var strides = new nint[lengths.Length];
        nint stride = 2;
        for (var i = lengths.Length - 1; i >= 0; i--)
        {
            strides[i] = lengths[i] == 1 ? 0 : stride;
            stride *= lengths[i];
        }

        return new TensorSpan<T>(new T[(int)stride], lengths, strides);
    }
}
