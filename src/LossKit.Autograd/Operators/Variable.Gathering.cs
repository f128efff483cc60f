using System.Numerics.Tensors;

namespace LossKit;

/// <content>Elements and rows picked by index.</content>
public readonly partial struct Variable
{
    /// <summary>
    /// Picks one element along an axis for each position of the other axes: of log-probabilities [N, C] and N class
    /// indices, those of the classes, [N].
    /// </summary>
    /// <param name="indices">One index for each position of the other axes, row-major.</param>
    /// <param name="axis">The axis to pick from, from 0, or from −1 backwards.</param>
    /// <returns>The picked elements; the axis disappears.</returns>
    /// <exception cref="ArgumentException">There are too few or too many indices.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is not below the axis's length.</exception>
    public Variable Gather(ReadOnlySpan<int> indices, int axis = -1) => Gathering.Forward(this, indices, axis);

    /// <summary>Picks rows, entries of the first axis; the same one may be picked again.</summary>
    /// <param name="rows">Which rows.</param>
    /// <returns>The rows, in the order asked for.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row, or the variable is a scalar.</exception>
    public Variable IndexRows(ReadOnlySpan<int> rows) => RowGathering.Forward(this, rows);

    /// <summary>Takes consecutive rows, entries of the first axis.</summary>
    /// <param name="start">The first.</param>
    /// <param name="count">How many.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range leaves the first axis, or the variable is a scalar.</exception>
    public Variable SliceRows(int start, int count) => RowSlicing.Forward(this, start, count);

    private static void CheckIndices(ReadOnlySpan<int> indices, int length, string name)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            if ((uint)indices[i] >= (uint)length)
            {
                throw new ArgumentOutOfRangeException(
                    name, indices[i], $"Index {i} is {indices[i]}, but the axis has the length {length}; write 0 to {length - 1}.");
            }
        }
    }

    private sealed class Gathering : Operation
    {
        private static readonly Gathering Instance = new();

        public static Variable Forward(Variable x, ReadOnlySpan<int> indices, int axis)
        {
            Node input = x.Node;
            var lines = new AxisLines(input.Shape, axis);
            if (indices.Length != lines.Outer * lines.Inner)
            {
                throw new ArgumentException(
                    $"There are {indices.Length} indices, but the shape {input.Shape} has {lines.Outer * lines.Inner} positions beside axis {lines.Axis}; give one for each.",
                    nameof(indices));
            }

            CheckIndices(indices, lines.Length, nameof(indices));
            Node node = Recorder.Current.Record(Instance, input.Shape.Without(lines.Axis), input);
            node.Axis = lines.Axis;
            node.SaveIndices(indices);
            ReadOnlySpan<float> values = input.Values;
            Span<float> picked = node.Values;
            for (int i = 0; i < picked.Length; i++)
            {
                picked[i] = values[Position(lines, i, indices[i])];
            }

            return new Variable(node);
        }

        public override void Backward(Node node)
        {
            var lines = new AxisLines(node.Inputs[0].Shape, node.Axis);
            ReadOnlySpan<float> upstream = node.Gradient;
            Span<float> gradient = node.Inputs[0].Gradient;
            for (int i = 0; i < upstream.Length; i++)
            {
                gradient[Position(lines, i, node.SavedIndices[i])] += upstream[i];
            }
        }

        private static int Position(AxisLines lines, int line, int index) =>
            (((line / lines.Inner * lines.Length) + index) * lines.Inner) + (line % lines.Inner);
    }

    private sealed class RowGathering : Operation
    {
        private static readonly RowGathering Instance = new();

        public static Variable Forward(Variable x, ReadOnlySpan<int> rows)
        {
            Node input = x.Node;
            var lines = new AxisLines(input.Shape, 0);
            CheckIndices(rows, lines.Length, nameof(rows));
            Node node = Recorder.Current.Record(Instance, input.Shape.With(0, rows.Length), input);
            node.SaveIndices(rows);
            for (int i = 0; i < rows.Length; i++)
            {
                input.Values.Slice(rows[i] * lines.Inner, lines.Inner).CopyTo(node.Values[(i * lines.Inner)..]);
            }

            return new Variable(node);
        }

        public override void Backward(Node node)
        {
            int length = new AxisLines(node.Shape, 0).Inner;
            ReadOnlySpan<float> upstream = node.Gradient;
            Span<float> gradient = node.Inputs[0].Gradient;
            for (int i = 0; i < node.Shape[0]; i++)
            {
                Span<float> row = gradient.Slice(node.SavedIndices[i] * length, length);
                TensorPrimitives.Add(row, upstream.Slice(i * length, length), row);
            }
        }
    }

    private sealed class RowSlicing : Operation
    {
        private static readonly RowSlicing Instance = new();

        public static Variable Forward(Variable x, int start, int count)
        {
            Node input = x.Node;
            var lines = new AxisLines(input.Shape, 0);
            if (start < 0 || count < 0 || start > lines.Length - count)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(start), start, $"{count} rows from row {start} on are not within the {lines.Length} rows of the variable.");
            }

            Node node = Recorder.Current.Record(Instance, input.Shape.With(0, count), input);
            node.Axis = start;
            input.Values.Slice(start * lines.Inner, count * lines.Inner).CopyTo(node.Values);
            return new Variable(node);
        }

        public override void Backward(Node node)
        {
            int length = new AxisLines(node.Shape, 0).Inner;
            Span<float> rows = node.Inputs[0].Gradient.Slice(node.Axis * length, node.Shape.Length);
            TensorPrimitives.Add(rows, node.Gradient, rows);
        }
    }
}
