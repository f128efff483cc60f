using System.Numerics;
using System.Numerics.Tensors;

namespace LossKit;

/// <summary>A call of a loss of arrays.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal sealed class TensorLossCall<T> : LossCall<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TensorLoss _loss;
    private readonly Slot[] _slots;

    private TensorLossCall(TensorLoss loss, Slot[] slots)
        : base(
            [.. slots.Select(slot => slot.Numbers)],
            [.. slots.Select(slot => slot.Indices ?? [])],
            [.. slots.Select(slot => slot.Gradient).Where(gradient => gradient.Length > 0)])
    {
        _loss = loss;
        _slots = slots;
    }

    /// <summary>Makes the call for a loss.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="inputs">Its inputs by name.</param>
    /// <returns>The call.</returns>
    public static TensorLossCall<T> Of(TensorLoss loss, IReadOnlyDictionary<string, NamedArray> inputs)
    {
        var prediction = inputs[loss.Card.Arguments[0].Name].Shape;
        return new(loss, [.. loss.Card.Arguments.Select(input => SlotOf(input, inputs[input.Name], prediction))]);
    }

    /// <inheritdoc/>
    public override T Run()
    {
        var arguments = new TensorArguments<T>();
        foreach (var slot in _slots)
        {
            if (slot.Indices is { } indices)
            {
                arguments.AddIndices(new ReadOnlyTensorSpan<int>(indices, slot.Lengths, []));
            }
            else
            {
                var gradient = slot.Gradient.Length > 0 ? new TensorSpan<T>(slot.Gradient, slot.Lengths, []) : default;
                arguments.Add(new ReadOnlyTensorSpan<T>(slot.Numbers, slot.Lengths, []), gradient);
            }
        }

        return _loss.Evaluate(arguments);
    }

    private static Slot SlotOf(LossInput input, NamedArray array, int[] prediction)
    {
        var lengths = Array.ConvertAll(array.Shape, length => (nint)length);
        // A target may be indices where the card says so and its shape is not that of the prediction.
        var areIndices = input.Role is InputRole.Label or InputRole.Length
            || (input.Role == InputRole.Target
                && input.Shape.Contains("indices", StringComparison.Ordinal)
                && !array.Shape.AsSpan().SequenceEqual(prediction));
        return areIndices
            ? new(lengths, [], Indices(array), [])
            : new(lengths, Numbers(array), null, input.Role == InputRole.Differentiable ? new T[array.Values.Length] : []);
    }

    private sealed record Slot(nint[] Lengths, T[] Numbers, int[]? Indices, T[] Gradient);
}
