using System.Buffers;
using System.Numerics.Tensors;

namespace LossKit;

/// <summary>One row of an input in double, and memory that its gradient is added up in before it is scaled and added to the caller's.</summary>
/// <remarks>
/// The terms of a gradient often cancel. Scaled one by one they would leave rounding that is large beside what remains, so the scale comes last.
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
internal readonly unsafe ref struct WideRow<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T* _gradient;
    private readonly double _scale;
    private readonly double[]? _wideValues;
    private readonly double[]? _wideGradient;

    /// <summary>Initializes a new instance of the <see cref="WideRow{T}"/> struct.</summary>
    /// <param name="values">The first element of the row.</param>
    /// <param name="gradient">Where its gradient is added; null where it is not wanted.</param>
    /// <param name="length">The length of the row.</param>
    /// <param name="scale">What the gradient is multiplied by; where it is 0, none is wanted.</param>
    public WideRow(T* values, T* gradient, int length, double scale)
    {
        if (typeof(T) == typeof(double))
        {
            Values = new((double*)values, length);
        }
        else
        {
            _wideValues = ArrayPool<double>.Shared.Rent(length);
            var wide = _wideValues.AsSpan(0, length);
            TensorPrimitives.ConvertTruncating(new ReadOnlySpan<T>(values, length), wide);
            Values = wide;
        }

        if (gradient is not null && scale != 0)
        {
            _gradient = gradient;
            _scale = scale;
            _wideGradient = ArrayPool<double>.Shared.Rent(length);
            Gradient = _wideGradient.AsSpan(0, length);
            Gradient.Clear();
        }
    }

    /// <summary>Gets the row.</summary>
    public ReadOnlySpan<double> Values { get; }

    /// <summary>Gets the gradient, not scaled yet; empty where it is not wanted.</summary>
    private Span<double> Gradient { get; }

    /// <summary>Adds what the slope of a distance to another row pulls at this one.</summary>
    /// <param name="kind">What a distance is.</param>
    /// <param name="other">The other row.</param>
    /// <param name="distance">The distance of the two.</param>
    /// <param name="slope">The derivative of the single loss by it.</param>
    public void Pull(EmbeddingDistance kind, scoped in WideRow<T> other, double distance, double slope)
    {
        if (!Gradient.IsEmpty && slope != 0)
        {
            kind.AddGradient(Values, other.Values, distance, slope, Gradient);
        }
    }

    /// <summary>Adds the scaled gradient to the caller's, and gives back what was rented.</summary>
    public void Dispose()
    {
        if (_wideGradient is not null)
        {
            for (var i = 0; i < Gradient.Length; i++)
            {
                _gradient[i] += T.CreateTruncating(_scale * Gradient[i]);
            }

            ArrayPool<double>.Shared.Return(_wideGradient);
        }

        if (_wideValues is not null)
        {
            ArrayPool<double>.Shared.Return(_wideValues);
        }
    }
}
