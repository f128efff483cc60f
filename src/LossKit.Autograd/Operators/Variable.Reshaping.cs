using System.Numerics.Tensors;

namespace LossKit;

/// <content>The same elements in another shape or order, or without their history.</content>
public readonly partial struct Variable
{
    /// <summary>Joins variables along an axis.</summary>
    /// <param name="axis">The axis, from 0, or from −1 backwards.</param>
    /// <param name="parts">The variables; they may differ in the length of that axis only.</param>
    /// <returns>One variable, the parts in order.</returns>
    /// <exception cref="ArgumentException">There are no parts, or their shapes do not fit together.</exception>
    public static Variable Concatenate(int axis, params ReadOnlySpan<Variable> parts) => Concatenation.Forward(axis, parts);

    /// <summary>Gives the same elements, row-major, another shape.</summary>
    /// <param name="shape">The shape.</param>
    /// <returns>The variable in that shape.</returns>
    /// <exception cref="ArgumentException">It has more or fewer elements.</exception>
    public Variable Reshape(Shape shape) => shape.Length == Length
        ? Copying.Forward(this, shape)
        : throw new ArgumentException($"The shape {Shape} has {Length} elements and cannot become {shape}, which has {shape.Length}.", nameof(shape));

    /// <summary>Exchanges the two axes of a matrix.</summary>
    /// <returns>The transpose.</returns>
    /// <exception cref="InvalidOperationException">The variable is not a matrix.</exception>
    public Variable Transpose() => Rank == 2
        ? Transpose(0, 1)
        : throw new InvalidOperationException($"The variable has the shape {Shape}; write which two axes to exchange.");

    /// <summary>Exchanges two axes.</summary>
    /// <param name="first">One axis, from 0, or from −1 backwards.</param>
    /// <param name="second">The other.</param>
    /// <returns>The variable with the axes exchanged.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Variable Transpose(int first, int second)
    {
        int one = Shape.Axis(first), other = Shape.Axis(second);
        return one == other ? Copying.Forward(this, Shape) : Transposition.Forward(this, Math.Min(one, other), Math.Max(one, other));
    }

    /// <summary>Gives the same values as a constant: no gradient flows back through it.</summary>
    /// <returns>The constant.</returns>
    public Variable Detach() => Constant(Values, Shape);

    private sealed class Copying : Operation
    {
        private static readonly Copying Instance = new();

        public static Variable Forward(Variable x, Shape shape)
        {
            Node node = Recorder.Current.Record(Instance, shape, x.Node);
            x.Values.CopyTo(node.Values);
            return new Variable(node);
        }

        public override void Backward(Node node) => node.Inputs[0].AddGradient(node.Gradient);
    }

    private sealed class Concatenation : Operation
    {
        private static readonly Concatenation Instance = new();

        public static Variable Forward(int axis, ReadOnlySpan<Variable> parts)
        {
            if (parts.IsEmpty)
            {
                throw new ArgumentException("There is nothing to concatenate; give one variable or more.", nameof(parts));
            }

            int along = parts[0].Shape.Axis(axis), length = 0;
            foreach (Variable part in parts)
            {
                Shape shape = part.Shape;
                if (shape.Rank != parts[0].Rank || shape.With(along, 0) != parts[0].Shape.With(along, 0))
                {
                    throw new ArgumentException(
                        $"The shapes {parts[0].Shape} and {shape} cannot be joined along axis {along}; all other axes must be equal.", nameof(parts));
                }

                length += shape[along];
            }

            Node node = Recorder.Current.Record(Instance, parts[0].Shape.With(along, length), parts);
            node.Axis = along;
            var joined = new AxisLines(node.Shape, along);
            int offset = 0;
            foreach (Variable part in parts)
            {
                int block = part.Shape[along] * joined.Inner;
                for (int outer = 0; outer < joined.Outer; outer++)
                {
                    part.Values.Slice(outer * block, block).CopyTo(node.Values[((outer * length * joined.Inner) + offset)..]);
                }

                offset += block;
            }

            return new Variable(node);
        }

        public override void Backward(Node node)
        {
            var joined = new AxisLines(node.Shape, node.Axis);
            ReadOnlySpan<float> upstream = node.Gradient;
            int offset = 0;
            for (int i = 0; i < node.Inputs.Count; i++)
            {
                Node part = node.Inputs[i];
                int block = part.Shape[node.Axis] * joined.Inner;
                for (int outer = 0; part.RequiresGradient && outer < joined.Outer; outer++)
                {
                    Span<float> target = part.Gradient.Slice(outer * block, block);
                    TensorPrimitives.Add(target, upstream.Slice((outer * joined.Length * joined.Inner) + offset, block), target);
                }

                offset += block;
            }
        }
    }

    private sealed class Transposition : Operation
    {
        private static readonly Transposition Instance = new();

        public static Variable Forward(Variable x, int first, int second)
        {
            Node input = x.Node;
            Shape shape = input.Shape.With(first, input.Shape[second]).With(second, input.Shape[first]);
            Node node = Recorder.Current.Record(Instance, shape, input);
            node.Axis = (first * Shape.MaximumRank) + second;
            Exchange<Write>(input.Shape, first, second, input.Values, node.Values);
            return new Variable(node);
        }

        public override void Backward(Node node) =>
            Exchange<Add>(node.Shape, node.Axis / Shape.MaximumRank, node.Axis % Shape.MaximumRank, node.Gradient, node.Inputs[0].Gradient);

        private static void Exchange<TStore>(Shape shape, int first, int second, ReadOnlySpan<float> from, Span<float> to)
            where TStore : struct, IStore
        {
            int outer = shape.LengthOf(0, first), a = shape[first], middle = shape.LengthOf(first + 1, second);
            int b = shape[second], inner = shape.LengthOf(second + 1, shape.Rank);
            int source = 0;
            for (int o = 0; o < outer; o++)
            {
                for (int i = 0; i < a; i++)
                {
                    for (int m = 0; m < middle; m++)
                    {
                        for (int j = 0; j < b; j++)
                        {
                            int target = ((((((o * b) + j) * middle) + m) * a) + i) * inner;
                            for (int k = 0; k < inner; k++)
                            {
                                TStore.Store(ref to[target + k], from[source++]);
                            }
                        }
                    }
                }
            }
        }

        private interface IStore
        {
            static abstract void Store(ref float target, float value);
        }

        private readonly struct Write : IStore
        {
            public static void Store(ref float target, float value) => target = value;
        }

        private readonly struct Add : IStore
        {
            public static void Store(ref float target, float value) => target += value;
        }
    }
}
