using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace LossKit;

/// <content>Exponential, logarithm, powers and roots.</content>
public readonly partial struct Variable
{
    /// <summary>eˣ of every element.</summary>
    /// <returns>The values.</returns>
    public Variable Exp() => UnaryOperation<Exponential>.Forward(this);

    /// <summary>The natural logarithm of every element. −∞ at 0, NaN below.</summary>
    /// <returns>The values.</returns>
    public Variable Log() => UnaryOperation<Logarithm>.Forward(this);

    /// <summary>The square root of every element. Its slope is infinite at 0; NaN below.</summary>
    /// <returns>The values.</returns>
    public Variable Sqrt() => UnaryOperation<Root>.Forward(this);

    /// <summary>xᵖ of every element.</summary>
    /// <param name="exponent">p, the same for all. The gradient is p·xᵖ⁻¹, and 0 for p = 0.</param>
    /// <returns>The values.</returns>
    public Variable Pow(float exponent) => UnaryOperation<Power>.Forward(this, exponent);

    private readonly struct Exponential : IUnaryFunction<Exponential>
    {
        public static Exponential Create(float first, float second) => default;

        public void Values(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Exp(x, y);

        public Vector<float> Gradient(Vector<float> upstream, Vector<float> x, Vector<float> y) => upstream * y;
    }

    private readonly struct Logarithm : IUnaryFunction<Logarithm>
    {
        public static Logarithm Create(float first, float second) => default;

        public void Values(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Log(x, y);

        public Vector<float> Gradient(Vector<float> upstream, Vector<float> x, Vector<float> y) => upstream / x;
    }

    private readonly struct Root : IUnaryFunction<Root>
    {
        public static Root Create(float first, float second) => default;

        public void Values(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Sqrt(x, y);

        public Vector<float> Gradient(Vector<float> upstream, Vector<float> x, Vector<float> y) => upstream / (y + y);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly struct Power(float exponent) : IUnaryFunction<Power>
    {
        public static Power Create(float first, float second) => new(first);

        public void Values(ReadOnlySpan<float> x, Span<float> y)
        {
            if (exponent == 2)
            {
                TensorPrimitives.Multiply(x, x, y);
            }
            else
            {
                TensorPrimitives.Pow(x, exponent, y);
            }
        }

        public Vector<float> Gradient(Vector<float> upstream, Vector<float> x, Vector<float> y)
        {
            if (exponent == 2)
            {
                return upstream * (x + x);
            }

            if (exponent == 0)
            {
                return Vector<float>.Zero;
            }

            Span<float> powers = stackalloc float[Vector<float>.Count];
            x.CopyTo(powers);
            TensorPrimitives.Pow(powers, exponent - 1, powers);
            return upstream * (new Vector<float>(powers) * exponent);
        }
    }
}
