using System.Numerics;

namespace LossKit;

/// <content>Maxima and minima, of two variables, of all elements and along an axis. Where candidates tie, they share the gradient.</content>
public readonly partial struct Variable
{
    /// <summary>The larger of two, element by element, with broadcasting. Where they tie each gets half of the gradient.</summary>
    /// <param name="left">One variable.</param>
    /// <param name="right">The other.</param>
    /// <returns>The larger values; NaN where either is NaN.</returns>
    public static Variable Max(Variable left, Variable right) => BinaryOperation<Larger>.Forward(left, right);

    /// <summary>The smaller of two, element by element, with broadcasting. Where they tie each gets half of the gradient.</summary>
    /// <param name="left">One variable.</param>
    /// <param name="right">The other.</param>
    /// <returns>The smaller values; NaN where either is NaN.</returns>
    public static Variable Min(Variable left, Variable right) => BinaryOperation<Smaller>.Forward(left, right);

    /// <summary>The largest of all elements. Elements that tie share the gradient equally.</summary>
    /// <returns>A scalar.</returns>
    /// <exception cref="InvalidOperationException">There are no elements.</exception>
    public Variable Max() => Reshape([Length]).Max(0);

    /// <summary>The smallest of all elements. Elements that tie share the gradient equally.</summary>
    /// <returns>A scalar.</returns>
    /// <exception cref="InvalidOperationException">There are no elements.</exception>
    public Variable Min() => Reshape([Length]).Min(0);

    /// <summary>The largest elements along an axis. Elements that tie share the gradient equally.</summary>
    /// <param name="axis">The axis, from 0, or from −1 backwards.</param>
    /// <param name="reduced">Whether the axis disappears or stays with length 1.</param>
    /// <returns>The largest values; NaN where there is a NaN.</returns>
    /// <exception cref="InvalidOperationException">The axis is empty.</exception>
    public Variable Max(int axis, ReducedAxis reduced = ReducedAxis.Drop) => AxisExtreme<Larger>.Forward(this, axis, reduced);

    /// <summary>The smallest elements along an axis. Elements that tie share the gradient equally.</summary>
    /// <param name="axis">The axis, from 0, or from −1 backwards.</param>
    /// <param name="reduced">Whether the axis disappears or stays with length 1.</param>
    /// <returns>The smallest values; NaN where there is a NaN.</returns>
    /// <exception cref="InvalidOperationException">The axis is empty.</exception>
    public Variable Min(int axis, ReducedAxis reduced = ReducedAxis.Drop) => AxisExtreme<Smaller>.Forward(this, axis, reduced);

    private interface IExtreme
    {
        static abstract float Of(float left, float right);
    }

    private readonly struct Larger : IBinaryFunction, IExtreme
    {
        public static float Of(float left, float right) => MathF.Max(left, right);

        public static Vector<float> Value(Vector<float> x, Vector<float> y) => Vector.Max(x, y);

        public static Vector<float> LeftGradient(Vector<float> upstream, Vector<float> x, Vector<float> y, Vector<float> z) =>
            Share(upstream, x, y, Vector.GreaterThan(x, y));

        public static Vector<float> RightGradient(Vector<float> upstream, Vector<float> x, Vector<float> y, Vector<float> z) =>
            Share(upstream, x, y, Vector.GreaterThan(y, x));
    }

    private readonly struct Smaller : IBinaryFunction, IExtreme
    {
        public static float Of(float left, float right) => MathF.Min(left, right);

        public static Vector<float> Value(Vector<float> x, Vector<float> y) => Vector.Min(x, y);

        public static Vector<float> LeftGradient(Vector<float> upstream, Vector<float> x, Vector<float> y, Vector<float> z) =>
            Share(upstream, x, y, Vector.LessThan(x, y));

        public static Vector<float> RightGradient(Vector<float> upstream, Vector<float> x, Vector<float> y, Vector<float> z) =>
            Share(upstream, x, y, Vector.LessThan(y, x));
    }

    private static Vector<float> Share(Vector<float> upstream, Vector<float> x, Vector<float> y, Vector<int> wins) =>
        Vector.ConditionalSelect(
            Vector.Equals(x, y), upstream * 0.5f, Vector.ConditionalSelect(wins, upstream, Vector<float>.Zero));

    private sealed class AxisExtreme<TExtreme> : Operation
        where TExtreme : struct, IExtreme
    {
        private static readonly AxisExtreme<TExtreme> Instance = new();

        public static Variable Forward(Variable x, int axis, ReducedAxis reduced)
        {
            Node input = x.Node;
            var lines = new AxisLines(input.Shape, axis);
            if (lines.Length == 0)
            {
                throw new InvalidOperationException($"Axis {lines.Axis} of the shape {input.Shape} is empty, and nothing has no largest or smallest element.");
            }

            Node node = Recorder.Current.Record(Instance, lines.Reduced(input.Shape, reduced), input);
            node.Axis = lines.Axis;
            ReadOnlySpan<float> values = input.Values;
            Span<float> extremes = node.Values;
            for (int line = 0; line < extremes.Length; line++)
            {
                int first = FirstOf(lines, line);
                float extreme = values[first];
                for (int i = 1; i < lines.Length; i++)
                {
                    extreme = TExtreme.Of(extreme, values[first + (i * lines.Inner)]);
                }

                extremes[line] = extreme;
            }

            return new Variable(node);
        }

        public override void Backward(Node node)
        {
            Node input = node.Inputs[0];
            var lines = new AxisLines(input.Shape, node.Axis);
            ReadOnlySpan<float> upstream = node.Gradient, extremes = node.Values, values = input.Values;
            Span<float> gradient = input.Gradient;
            for (int line = 0; line < extremes.Length; line++)
            {
                int first = FirstOf(lines, line), ties = 0;
                for (int i = 0; i < lines.Length; i++)
                {
                    ties += values[first + (i * lines.Inner)] == extremes[line] ? 1 : 0;
                }

                for (int i = 0; i < lines.Length; i++)
                {
                    int index = first + (i * lines.Inner);
                    gradient[index] += values[index] == extremes[line] ? upstream[line] / ties : 0;
                }
            }
        }

        private static int FirstOf(AxisLines lines, int line) => (line / lines.Inner * lines.Length * lines.Inner) + (line % lines.Inner);
    }
}
