using System.Numerics;
using System.Numerics.Tensors;

namespace LossKit;

/// <summary>What becomes of an axis that is reduced.</summary>
public enum ReducedAxis
{
    /// <summary>It disappears: [N, C] reduced over its last axis is [N].</summary>
    Drop,

    /// <summary>It stays with length 1, so that the result broadcasts against the original: [N, 1].</summary>
    Keep,
}

/// <content>Sums and means.</content>
public readonly partial struct Variable
{
    /// <summary>The sum of all elements; 0 if there are none.</summary>
    /// <returns>A scalar.</returns>
    public Variable Sum() => Summation.Forward(this, factor: 1);

    /// <summary>The mean of all elements; 0 if there are none.</summary>
    /// <returns>A scalar.</returns>
    public Variable Mean() => Summation.Forward(this, Length == 0 ? 0f : 1f / Length);

    /// <summary>The sums along an axis.</summary>
    /// <param name="axis">The axis, from 0, or from −1 backwards.</param>
    /// <param name="reduced">Whether the axis disappears or stays with length 1.</param>
    /// <returns>The sums.</returns>
    public Variable Sum(int axis, ReducedAxis reduced = ReducedAxis.Drop) => AxisSummation.Forward(this, axis, reduced, factor: 1);

    /// <summary>The means along an axis; 0 if it is empty.</summary>
    /// <param name="axis">The axis, from 0, or from −1 backwards.</param>
    /// <param name="reduced">Whether the axis disappears or stays with length 1.</param>
    /// <returns>The means.</returns>
    public Variable Mean(int axis, ReducedAxis reduced = ReducedAxis.Drop)
    {
        int length = Shape[axis];
        return AxisSummation.Forward(this, axis, reduced, length == 0 ? 0f : 1f / length);
    }

    private sealed class Summation : Operation
    {
        private static readonly Summation Instance = new();

        public static Variable Forward(Variable x, float factor)
        {
            Node input = x.Node;
            Node node = Recorder.Current.Record(Instance, Shape.Scalar, input);
            ReadOnlySpan<float> values = input.Values;
            double sum = SumInDouble(values);
            node.First = factor;
            node.Values[0] = factor == 1 ? (float)sum : (float)(sum / Math.Max(values.Length, 1));
            return new Variable(node);
        }

        // A plain float sum of a million elements is off in its fourth digit.
        private static double SumInDouble(ReadOnlySpan<float> values)
        {
            Vector<double> low = Vector<double>.Zero, high = Vector<double>.Zero;
            int i = 0;
            for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                Vector.Widen(values.Lane(i), out Vector<double> first, out Vector<double> second);
                low += first;
                high += second;
            }

            double sum = Vector.Sum(low + high);
            for (; i < values.Length; i++)
            {
                sum += values[i];
            }

            return sum;
        }

        public override void Backward(Node node)
        {
            float share = node.Gradient[0] * node.First;
            Span<float> gradient = node.Inputs[0].GradientToWrite(out ProductMode mode);
            if (mode == ProductMode.Overwrite)
            {
                gradient.Fill(share);
            }
            else
            {
                TensorPrimitives.Add(gradient, share, gradient);
            }
        }
    }

    private sealed class AxisSummation : Operation
    {
        private static readonly AxisSummation Instance = new();

        public static Variable Forward(Variable x, int axis, ReducedAxis reduced, float factor)
        {
            Node input = x.Node;
            var lines = new AxisLines(input.Shape, axis);
            Node node = Recorder.Current.Record(Instance, lines.Reduced(input.Shape, reduced), input);
            node.First = factor;
            node.Axis = lines.Axis;
            ReadOnlySpan<float> values = input.Values;
            Span<float> sums = node.Values;
            sums.Clear();
            for (int outer = 0; outer < lines.Outer; outer++)
            {
                Span<float> target = sums.Slice(outer * lines.Inner, lines.Inner);
                ReadOnlySpan<float> source = values.Slice(outer * lines.Length * lines.Inner, lines.Length * lines.Inner);
                if (lines.Inner == 1)
                {
                    target[0] = TensorPrimitives.Sum(source);
                    continue;
                }

                for (int i = 0; i < lines.Length; i++)
                {
                    TensorPrimitives.Add(target, source.Slice(i * lines.Inner, lines.Inner), target);
                }
            }

            if (factor != 1)
            {
                TensorPrimitives.Multiply(sums, factor, sums);
            }

            return new Variable(node);
        }

        public override void Backward(Node node)
        {
            Node input = node.Inputs[0];
            var lines = new AxisLines(input.Shape, node.Axis);
            ReadOnlySpan<float> upstream = node.Gradient;
            Span<float> gradient = input.GradientToWrite(out ProductMode mode);
            if (mode == ProductMode.Overwrite)
            {
                gradient.Clear();
            }

            for (int outer = 0; outer < lines.Outer; outer++)
            {
                ReadOnlySpan<float> source = upstream.Slice(outer * lines.Inner, lines.Inner);
                Span<float> target = gradient.Slice(outer * lines.Length * lines.Inner, lines.Length * lines.Inner);
                if (lines.Inner == 1)
                {
                    TensorPrimitives.Add(target, source[0] * node.First, target);
                    continue;
                }

                for (int i = 0; i < lines.Length; i++)
                {
                    Span<float> row = target.Slice(i * lines.Inner, lines.Inner);
                    TensorPrimitives.MultiplyAdd(source, node.First, row, row);
                }
            }
        }
    }
}
