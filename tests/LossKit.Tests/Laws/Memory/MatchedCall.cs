using System.Numerics;

namespace LossKit.Tests;

/// <summary>The call over spans of predictions against targets.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class MatchedCall<T> : TypedCall<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Loss _loss;
    private readonly TypedInputs<T> _inputs;
    private readonly Memory<T> _gradient;
    private readonly Memory<T> _second;
    private readonly Memory<T> _values;
    private readonly Memory<bool> _mask;

    /// <summary>Initializes a new instance of the <see cref="MatchedCall{T}"/> class.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="placement">Where results lie.</param>
    public MatchedCall(Loss loss, TypedInputs<T> inputs, Placement placement)
    {
        _loss = loss;
        _inputs = inputs;
        var targets = inputs.AreIndices ? inputs.Indices.Length : inputs.Target.Length;
        var count = inputs.Prediction.Length;
        _gradient = placement.Room<T>(count);
        _second = placement.Room<T>(SpanCalls.SecondLength(loss, count));
        _values = placement.Room<T>(SpanCalls.HasValues(loss, inputs) ? targets : 0);
        bool[] mask = [.. Enumerable.Range(0, loss is MatchedLoss || inputs.AreIndices ? targets : 0).Select(i => i % 3 != 1)];
        _mask = placement.Copy(mask);
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, ReadOnlyMemory<T> Numbers)> Results(Asked asked)
    {
        yield return ("gradient", Room(asked, Asked.Gradient, _gradient));
        yield return ("second result", Room(asked, Asked.Second, _second));
        yield return ("single losses", Room(asked, Asked.Each, _values));
    }

    /// <inheritdoc/>
    protected override T Run(Asked asked)
    {
        _inputs.Mask = Room(asked, Asked.Masked, _mask);
        var gradient = Room(asked, Asked.Gradient, _gradient).Span;
        var second = Room(asked, Asked.Second, _second).Span;
        return asked.HasFlag(Asked.Each) && SpanCalls.HasValues(_loss, _inputs)
            ? SpanCalls.EvaluateWithValues(_loss, _inputs, _values.Span, gradient, second)
            : SpanCalls.Evaluate(_loss, _inputs, gradient, second);
    }

    private static Memory<TElement> Room<TElement>(Asked asked, Asked part, Memory<TElement> room) => asked.HasFlag(part) ? room : default;
}
