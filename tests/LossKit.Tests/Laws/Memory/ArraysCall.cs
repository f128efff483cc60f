using System.Numerics;

namespace LossKit.Tests;

/// <summary>The call over arrays whose shapes are patterns.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class ArraysCall<T> : TypedCall<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TensorFace<T> _face;
    private readonly LossCard _card;
    private readonly Memory<T> _values;
    private readonly Memory<T> _weight;

    /// <summary>Initializes a new instance of the <see cref="ArraysCall{T}"/> class.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="inputs">The inputs by name.</param>
    /// <param name="placement">Where inputs and results lie.</param>
    public ArraysCall(TensorLoss loss, IReadOnlyDictionary<string, NamedArray> inputs, Placement placement)
    {
        _card = loss.Card;
        _face = new(loss, inputs, placement);
        var count = _face.RoomForValues().Length;
        _values = placement.Room<T>(count);
        _weight = placement.Copy<T>([.. Enumerable.Range(0, count).Select(i => T.CreateTruncating(i % 3) / T.CreateTruncating(2))]);
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, ReadOnlyMemory<T> Numbers)> Results(Asked asked)
    {
        if (asked.HasFlag(Asked.Gradient))
        {
            foreach (var (input, gradient) in _card.Arguments.Zip(_face.Gradients))
            {
                yield return ($"gradient of {input.Name}", gradient);
            }
        }

        if (asked.HasFlag(Asked.Each))
        {
            yield return ("single losses", _values);
        }
    }

    /// <inheritdoc/>
    protected override T Run(Asked asked) => _face.Evaluate(
        values: asked.HasFlag(Asked.Each) ? _values.Span : default,
        weight: asked.HasFlag(Asked.Masked) ? _weight.Span : default,
        wantsGradients: asked.HasFlag(Asked.Gradient));
}
