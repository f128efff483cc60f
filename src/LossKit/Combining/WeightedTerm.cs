using System.Buffers;
using System.Numerics.Tensors;

namespace LossKit;

/// <summary>
/// A term of a sum of losses of several arrays, run with its factor as the weight of its single losses: one pooled number for each.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
internal readonly ref struct WeightedTerm<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TensorLoss _loss;
    private readonly T _factor;
    private readonly int _count;
    private readonly T[] _weights;
    private readonly T[]? _values;

    /// <summary>Initializes a new instance of the <see cref="WeightedTerm{T}"/> struct.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="factor">What it is multiplied by.</param>
    /// <param name="call">The call of the sum.</param>
    public WeightedTerm(TensorLoss loss, double factor, in TensorCall<T> call)
    {
        _loss = loss;
        _factor = T.CreateTruncating(factor);
        _count = loss.ShapeOfTerm(call).Count;
        _weights = ArrayPool<T>.Shared.Rent(_count);
        _values = call.Values.IsEmpty ? null : ArrayPool<T>.Shared.Rent(_count);
        var weights = _weights.AsSpan(0, _count);
        if (call.Weight.IsEmpty)
        {
            weights.Fill(_factor);
        }
        else
        {
            TensorPrimitives.Multiply(call.Weight, _factor, weights);
        }
    }

    /// <summary>Adds the term to the results of the sum.</summary>
    /// <param name="call">The call of the sum.</param>
    /// <returns>The reduced loss with its factor.</returns>
    public double Run(in TensorCall<T> call)
    {
        var own = call;
        own.Weight = _weights.AsSpan(0, _count);
        own.Mode = GradientMode.Add;
        own.Terms = default;
        own.Values = _values is null ? default : _values.AsSpan(0, _count);
        var value = _loss.RunTerm(own);
        TensorPrimitives.Add(call.Values, own.Values, call.Values);
        return value;
    }

    /// <summary>Gives the reduced loss without its factor.</summary>
    /// <param name="value">The reduced loss with it.</param>
    /// <param name="call">The call of the sum.</param>
    /// <returns>The loss by itself.</returns>
    public double WithoutFactor(double value, in TensorCall<T> call)
    {
        if (_factor != T.Zero)
        {
            return value / double.CreateTruncating(_factor);
        }

        // Nothing is left of it in the sum, so it is computed again, for the log alone.
        var own = call;
        own.Terms = default;
        own.Values = default;
        for (var i = 0; i < TensorCall<T>.MostInputs; i++)
        {
            own[i].Gradient = default;
        }

        return _loss.RunTerm(own);
    }

    /// <summary>Gives the pooled memory back.</summary>
    public void Dispose()
    {
        ArrayPool<T>.Shared.Return(_weights);
        if (_values is not null)
        {
            ArrayPool<T>.Shared.Return(_values);
        }
    }
}
