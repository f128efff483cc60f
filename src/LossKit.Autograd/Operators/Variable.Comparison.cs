using System.Numerics;

namespace LossKit;

/// <content>Comparisons, as masks of ones and zeros without gradient, and the choice by a mask.</content>
public readonly partial struct Variable
{
    /// <summary>1 where left is greater than right, else 0; a constant.</summary>
    public static Variable operator >(Variable left, Variable right) => BinaryOperation<Greater>.Forward(left, right);

    /// <summary>1 where left is less than right, else 0; a constant.</summary>
    public static Variable operator <(Variable left, Variable right) => BinaryOperation<Greater>.Forward(right, left);

    /// <summary>1 where left is at least right, else 0; a constant.</summary>
    public static Variable operator >=(Variable left, Variable right) => BinaryOperation<GreaterOrEqual>.Forward(left, right);

    /// <summary>1 where left is at most right, else 0; a constant.</summary>
    public static Variable operator <=(Variable left, Variable right) => BinaryOperation<GreaterOrEqual>.Forward(right, left);

    /// <summary>1 where left is greater than right, else 0; a constant.</summary>
    public static Variable operator >(Variable left, float right) => left > Constant(right);

    /// <summary>1 where left is less than right, else 0; a constant.</summary>
    public static Variable operator <(Variable left, float right) => left < Constant(right);

    /// <summary>1 where left is at least right, else 0; a constant.</summary>
    public static Variable operator >=(Variable left, float right) => left >= Constant(right);

    /// <summary>1 where left is at most right, else 0; a constant.</summary>
    public static Variable operator <=(Variable left, float right) => left <= Constant(right);

    /// <summary>
    /// Takes each element from <paramref name="ifTrue"/> where the condition is not 0, else from <paramref name="ifFalse"/>.
    /// </summary>
    /// <param name="condition">The mask, such as <c>x &gt; y</c>. No gradient flows to it.</param>
    /// <param name="ifTrue">Values where the condition holds.</param>
    /// <param name="ifFalse">Values elsewhere. What is not taken, NaN too, has no influence on the value or the gradient.</param>
    /// <returns>The values, in the shape that the three broadcast to.</returns>
    public static Variable Where(Variable condition, Variable ifTrue, Variable ifFalse) =>
        BinaryOperation<ValueWhereSet>.Forward(condition, ifTrue) + BinaryOperation<ValueWhereClear>.Forward(condition, ifFalse);

    private readonly struct Greater : IBinaryFunction
    {
        public static bool IsDifferentiable => false;

        public static Vector<float> Value(Vector<float> x, Vector<float> y) =>
            Vector.ConditionalSelect(Vector.GreaterThan(x, y), Vector<float>.One, Vector<float>.Zero);

        public static Vector<float> LeftGradient(Vector<float> upstream, Vector<float> x, Vector<float> y, Vector<float> z) => Vector<float>.Zero;

        public static Vector<float> RightGradient(Vector<float> upstream, Vector<float> x, Vector<float> y, Vector<float> z) => Vector<float>.Zero;
    }

    private readonly struct GreaterOrEqual : IBinaryFunction
    {
        public static bool IsDifferentiable => false;

        public static Vector<float> Value(Vector<float> x, Vector<float> y) =>
            Vector.ConditionalSelect(Vector.GreaterThanOrEqual(x, y), Vector<float>.One, Vector<float>.Zero);

        public static Vector<float> LeftGradient(Vector<float> upstream, Vector<float> x, Vector<float> y, Vector<float> z) => Vector<float>.Zero;

        public static Vector<float> RightGradient(Vector<float> upstream, Vector<float> x, Vector<float> y, Vector<float> z) => Vector<float>.Zero;
    }

    private readonly struct ValueWhereSet : IBinaryFunction
    {
        public static Vector<float> Value(Vector<float> x, Vector<float> y) =>
            Vector.ConditionalSelect(Vector.Equals(x, Vector<float>.Zero), Vector<float>.Zero, y);

        public static Vector<float> LeftGradient(Vector<float> upstream, Vector<float> x, Vector<float> y, Vector<float> z) => Vector<float>.Zero;

        public static Vector<float> RightGradient(Vector<float> upstream, Vector<float> x, Vector<float> y, Vector<float> z) =>
            Value(x, upstream);
    }

    private readonly struct ValueWhereClear : IBinaryFunction
    {
        public static Vector<float> Value(Vector<float> x, Vector<float> y) =>
            Vector.ConditionalSelect(Vector.Equals(x, Vector<float>.Zero), y, Vector<float>.Zero);

        public static Vector<float> LeftGradient(Vector<float> upstream, Vector<float> x, Vector<float> y, Vector<float> z) => Vector<float>.Zero;

        public static Vector<float> RightGradient(Vector<float> upstream, Vector<float> x, Vector<float> y, Vector<float> z) =>
            Value(x, upstream);
    }
}
