using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace LossKit;

/// <content>The activations: relu, sigmoid, tanh, softplus; magnitude and clamping.</content>
public readonly partial struct Variable
{
    /// <summary>max(x, 0) of every element; the gradient at 0 is 0.</summary>
    /// <returns>The values.</returns>
    public Variable Relu() => UnaryOperation<Rectifier>.Forward(this);

    /// <summary>1 / (1 + e⁻ˣ) of every element.</summary>
    /// <returns>The values, from 0 to 1.</returns>
    public Variable Sigmoid() => UnaryOperation<Logistic>.Forward(this);

    /// <summary>The hyperbolic tangent of every element.</summary>
    /// <returns>The values, from −1 to 1.</returns>
    public Variable Tanh() => UnaryOperation<HyperbolicTangent>.Forward(this);

    /// <summary>ln(1 + eˣ) of every element, accurate at any x.</summary>
    /// <returns>The values, above 0.</returns>
    public Variable Softplus() => UnaryOperation<SoftRectifier>.Forward(this);

    /// <summary>|x| of every element; the gradient at 0 is 0.</summary>
    /// <returns>The values.</returns>
    public Variable Abs() => UnaryOperation<Magnitude>.Forward(this);

    /// <summary>Every element, moved to the nearer bound where it is outside. The gradient is 1 strictly between the bounds and 0 elsewhere.</summary>
    /// <param name="minimum">The lower bound; −∞ for none.</param>
    /// <param name="maximum">The upper bound; +∞ for none.</param>
    /// <returns>The values.</returns>
    /// <exception cref="ArgumentException">The lower bound is above the upper one, or one is NaN.</exception>
    public Variable Clamp(float minimum, float maximum) => minimum <= maximum
        ? UnaryOperation<Limiter>.Forward(this, minimum, maximum)
        : throw new ArgumentException($"The bounds are {minimum} and {maximum}; the first must not be above the second.", nameof(minimum));

    private readonly struct Rectifier : IUnaryFunction<Rectifier>
    {
        public static Rectifier Create(float first, float second) => default;

        public void Values(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Max(x, 0f, y);

        // Written so that NaN keeps its gradient: what went wrong shall not look like a dead unit.
        public Vector<float> Gradient(Vector<float> upstream, Vector<float> x, Vector<float> y) =>
            Vector.ConditionalSelect(Vector.LessThanOrEqual(y, Vector<float>.Zero), Vector<float>.Zero, upstream);
    }

    private readonly struct Logistic : IUnaryFunction<Logistic>
    {
        public static Logistic Create(float first, float second) => default;

        public void Values(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Sigmoid(x, y);

        public Vector<float> Gradient(Vector<float> upstream, Vector<float> x, Vector<float> y) => upstream * (y * (Vector<float>.One - y));
    }

    private readonly struct HyperbolicTangent : IUnaryFunction<HyperbolicTangent>
    {
        public static HyperbolicTangent Create(float first, float second) => default;

        public void Values(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Tanh(x, y);

        public Vector<float> Gradient(Vector<float> upstream, Vector<float> x, Vector<float> y) =>
            upstream * ((Vector<float>.One - y) * (Vector<float>.One + y));
    }

    private readonly struct SoftRectifier : IUnaryFunction<SoftRectifier>
    {
        public static SoftRectifier Create(float first, float second) => default;

        public void Values(ReadOnlySpan<float> x, Span<float> y)
        {
            for (int i = 0; i < x.Length; i++)
            {
                y[i] = (float)(Math.Max(x[i], 0.0) + LogOnePlus(Math.Exp(-Math.Abs((double)x[i]))));
            }
        }

        public Vector<float> Gradient(Vector<float> upstream, Vector<float> x, Vector<float> y)
        {
            // Below 0, σ(x) as eˣ / (1 + eˣ) keeps its digits where 1 + e⁻ˣ would be infinite.
            Vector<float> small = Vector.Exp(-Vector.Abs(x));
            Vector<float> numerator = Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), small, Vector<float>.One);
            return upstream * (numerator / (Vector<float>.One + small));
        }

        // 1 + e loses a small e's digits; two terms of the series are exact there to 10⁻¹⁰.
        private static double LogOnePlus(double e) => e < 1e-5 ? e * (1 - (e / 2)) : Math.Log(1 + e);
    }

    private readonly struct Magnitude : IUnaryFunction<Magnitude>
    {
        public static Magnitude Create(float first, float second) => default;

        public void Values(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Abs(x, y);

        public Vector<float> Gradient(Vector<float> upstream, Vector<float> x, Vector<float> y)
        {
            Vector<float> negative = Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), -upstream, upstream);
            return Vector.ConditionalSelect(Vector.Equals(x, Vector<float>.Zero), Vector<float>.Zero, negative);
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly struct Limiter(float minimum, float maximum) : IUnaryFunction<Limiter>
    {
        public static Limiter Create(float first, float second) => new(first, second);

        public void Values(ReadOnlySpan<float> x, Span<float> y)
        {
            TensorPrimitives.Max(x, minimum, y);
            TensorPrimitives.Min(y, maximum, y);
        }

        public Vector<float> Gradient(Vector<float> upstream, Vector<float> x, Vector<float> y)
        {
            Vector<int> outside = Vector.LessThanOrEqual(x, new Vector<float>(minimum)) | Vector.GreaterThanOrEqual(x, new Vector<float>(maximum));
            return Vector.ConditionalSelect(outside, Vector<float>.Zero, upstream);
        }
    }
}
