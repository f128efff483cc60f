using System.Numerics;

namespace LossKit;

/// <content>Addition, subtraction, multiplication, division and negation, with NumPy's broadcasting.</content>
public readonly partial struct Variable
{
    /// <summary>left + right.</summary>
    public static Variable operator +(Variable left, Variable right) => BinaryOperation<Addition>.Forward(left, right);

    /// <summary>left + right.</summary>
    public static Variable operator +(Variable left, float right) => left + Constant(right);

    /// <summary>left + right.</summary>
    public static Variable operator +(float left, Variable right) => Constant(left) + right;

    /// <summary>left − right.</summary>
    public static Variable operator -(Variable left, Variable right) => BinaryOperation<Subtraction>.Forward(left, right);

    /// <summary>left − right.</summary>
    public static Variable operator -(Variable left, float right) => left - Constant(right);

    /// <summary>left − right.</summary>
    public static Variable operator -(float left, Variable right) => Constant(left) - right;

    /// <summary>left · right, element by element. (The matrix product is <see cref="MatrixMultiply(Variable)"/>.)</summary>
    public static Variable operator *(Variable left, Variable right) => BinaryOperation<Multiplication>.Forward(left, right);

    /// <summary>left · right.</summary>
    public static Variable operator *(Variable left, float right) => left * Constant(right);

    /// <summary>left · right.</summary>
    public static Variable operator *(float left, Variable right) => Constant(left) * right;

    /// <summary>left / right, element by element.</summary>
    public static Variable operator /(Variable left, Variable right) => BinaryOperation<Division>.Forward(left, right);

    /// <summary>left / right.</summary>
    public static Variable operator /(Variable left, float right) => left / Constant(right);

    /// <summary>left / right.</summary>
    public static Variable operator /(float left, Variable right) => Constant(left) / right;

    /// <summary>−value.</summary>
    public static Variable operator -(Variable value) => UnaryOperation<Negation>.Forward(value);

    private readonly struct Addition : IBinaryFunction
    {
        public static Vector<float> Value(Vector<float> x, Vector<float> y) => x + y;

        public static Vector<float> LeftGradient(Vector<float> upstream, Vector<float> x, Vector<float> y, Vector<float> z) => upstream;

        public static Vector<float> RightGradient(Vector<float> upstream, Vector<float> x, Vector<float> y, Vector<float> z) => upstream;
    }

    private readonly struct Subtraction : IBinaryFunction
    {
        public static Vector<float> Value(Vector<float> x, Vector<float> y) => x - y;

        public static Vector<float> LeftGradient(Vector<float> upstream, Vector<float> x, Vector<float> y, Vector<float> z) => upstream;

        public static Vector<float> RightGradient(Vector<float> upstream, Vector<float> x, Vector<float> y, Vector<float> z) => -upstream;
    }

    private readonly struct Multiplication : IBinaryFunction
    {
        public static Vector<float> Value(Vector<float> x, Vector<float> y) => x * y;

        public static Vector<float> LeftGradient(Vector<float> upstream, Vector<float> x, Vector<float> y, Vector<float> z) => upstream * y;

        public static Vector<float> RightGradient(Vector<float> upstream, Vector<float> x, Vector<float> y, Vector<float> z) => upstream * x;
    }

    private readonly struct Division : IBinaryFunction
    {
        public static Vector<float> Value(Vector<float> x, Vector<float> y) => x / y;

        public static Vector<float> LeftGradient(Vector<float> upstream, Vector<float> x, Vector<float> y, Vector<float> z) => upstream / y;

        public static Vector<float> RightGradient(Vector<float> upstream, Vector<float> x, Vector<float> y, Vector<float> z) => -upstream * z / y;
    }

    private readonly struct Negation : IUnaryFunction<Negation>
    {
        public static Negation Create(float first, float second) => default;

        public void Values(ReadOnlySpan<float> x, Span<float> y) => System.Numerics.Tensors.TensorPrimitives.Negate(x, y);

        public Vector<float> Gradient(Vector<float> upstream, Vector<float> x, Vector<float> y) => -upstream;
    }
}
