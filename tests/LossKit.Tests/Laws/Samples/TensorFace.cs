using System.Numerics;
using System.Numerics.Tensors;

namespace LossKit.Tests;

/// <summary>A loss of arrays with its inputs in memory, called as programs call it.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class TensorFace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TensorLoss _loss;
    private readonly nint[][] _lengths;
    private readonly Memory<T>[] _numbers;
    private readonly Memory<int>?[] _indices;

    /// <summary>Initializes a new instance of the <see cref="TensorFace{T}"/> class.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="inputs">Its inputs by name; all of them.</param>
    /// <param name="placement">Where inputs and gradients lie in memory; in arrays of their own by default.</param>
    public TensorFace(TensorLoss loss, IReadOnlyDictionary<string, NamedArray> inputs, Placement? placement = null)
    {
        placement ??= Placement.Fresh;
        _loss = loss;
        LossInput[] arguments = [.. loss.Card.Arguments];
        var given = arguments.Select(input => inputs[input.Name]).ToArray();
        _lengths = [.. given.Select(array => Array.ConvertAll(array.Shape, length => (nint)length))];
        _numbers = [.. given.Select(array => placement.Copy(Array.ConvertAll(array.Values, T.CreateTruncating)))];
        _indices = [.. arguments.Select((input, i) => AreIndices(input, given, i)
            ? placement.Copy(Array.ConvertAll(given[i].Values, value => (int)value))
            : (Memory<int>?)null)];
        Gradients = [.. arguments.Select((input, i) => placement.Room<T>(input.Role == InputRole.Differentiable ? _numbers[i].Length : 0))];
    }

    /// <summary>Gets the memory of the gradients, by input; empty for inputs that have none.</summary>
    public Memory<T>[] Gradients { get; }

    /// <summary>Gets or sets whether inputs and gradients are laid with a stride of two.</summary>
    public bool IsStrided { get; set; }

    /// <summary>Evaluates the loss.</summary>
    /// <param name="mode">Whether gradients are written or added.</param>
    /// <param name="values">Receives the single losses.</param>
    /// <param name="weight">Factors of the single losses.</param>
    /// <param name="wantsGradients">Whether gradients are wanted.</param>
    /// <returns>The reduced loss.</returns>
    public T Evaluate(
        GradientMode mode = GradientMode.Write, Span<T> values = default, ReadOnlySpan<T> weight = default, bool wantsGradients = true)
    {
        if (IsStrided)
        {
            return EvaluateStrided(mode, values, weight);
        }

        var arguments = new TensorArguments<T>();
        for (var i = 0; i < _numbers.Length; i++)
        {
            if (_indices[i] is Memory<int> indices)
            {
                arguments.AddIndices(new ReadOnlyTensorSpan<int>(indices.Span, _lengths[i], []));
            }
            else
            {
                var gradient = wantsGradients && Gradients[i].Length > 0 ? new TensorSpan<T>(Gradients[i].Span, _lengths[i], []) : default;
                arguments.Add(new ReadOnlyTensorSpan<T>(_numbers[i].Span, _lengths[i], []), gradient);
            }
        }

        return _loss.Evaluate(arguments, mode, values, weight);
    }

    /// <summary>Gives an empty array for the single losses.</summary>
    /// <returns>The array.</returns>
    public T[] RoomForValues()
    {
        var arguments = new TensorArguments<T>();
        for (var i = 0; i < _numbers.Length; i++)
        {
            if (_indices[i] is Memory<int> indices)
            {
                arguments.AddIndices(new ReadOnlyTensorSpan<int>(indices.Span, _lengths[i], []));
            }
            else
            {
                arguments.Add(new ReadOnlyTensorSpan<T>(_numbers[i].Span, _lengths[i], []));
            }
        }

        return new T[_loss.ShapeOfValues(arguments).Aggregate(1, (product, length) => product * length)];
    }

    private T EvaluateStrided(GradientMode mode, Span<T> values, ReadOnlySpan<T> weight)
    {
        var arguments = new TensorArguments<T>();
        var laid = new T[_numbers.Length][];
        for (var i = 0; i < _numbers.Length; i++)
        {
            if (_indices[i] is Memory<int> indices)
            {
                arguments.AddIndices(new ReadOnlyTensorSpan<int>(Spread<int>(indices.Span), _lengths[i], Strides(_lengths[i])));
                continue;
            }

            laid[i] = Spread<T>(Gradients[i].Span);
            var gradient = Gradients[i].Length > 0 ? new TensorSpan<T>(laid[i], _lengths[i], Strides(_lengths[i])) : default;
            arguments.Add(new ReadOnlyTensorSpan<T>(Spread<T>(_numbers[i].Span), _lengths[i], Strides(_lengths[i])), gradient);
        }

        var value = _loss.Evaluate(arguments, mode, values, weight);
        for (var i = 0; i < _numbers.Length; i++)
        {
            for (var j = 0; j < Gradients[i].Length; j++)
            {
                Gradients[i].Span[j] = laid[i][2 * j];
            }
        }

        return value;
    }

    private static bool AreIndices(LossInput input, NamedArray[] given, int i) =>
        input.Role is InputRole.Label or InputRole.Length
        || (input.Shape.Contains("indices", StringComparison.Ordinal) && (i == 0 || !given[i].Shape.SequenceEqual(given[0].Shape)));

    private static TElement[] Spread<TElement>(ReadOnlySpan<TElement> dense)
    {
        var laid = new TElement[2 * dense.Length];
        for (var i = 0; i < dense.Length; i++)
        {
            laid[2 * i] = dense[i];
        }

        return laid;
    }

    private static nint[] Strides(nint[] lengths)
    {
        var strides = new nint[lengths.Length];
        nint stride = 2;
        for (var i = lengths.Length - 1; i >= 0; i--)
        {
            strides[i] = lengths[i] == 1 ? 0 : stride;
            stride *= lengths[i];
        }

        return strides;
    }
}
