using System.Buffers;
using System.Numerics.Tensors;

namespace LossKit;

/// <content>Losses of several arrays: embeddings, regions, boxes, sequences, distributions, tasks.</content>
public static partial class LossForward
{
    /// <summary>Evaluates a loss of several arrays; gradients flow to every input that the loss differentiates.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="inputs">
    /// The inputs in the order of the loss's card. Labels and lengths may be given as variables too, as long as a float can hold them. What the
    /// loss does not differentiate must not require a gradient.
    /// </param>
    /// <returns>A scalar; with <see cref="Reduction.None"/>, the single losses.</returns>
    /// <exception cref="LossException">Shapes do not belong together, or a number lies outside its domain.</exception>
    /// <exception cref="ArgumentException">
    /// There are too few or too many inputs, or a gradient is required that the loss does not compute.
    /// </exception>
    public static Variable Forward(this TensorLoss loss, params ReadOnlySpan<Variable> inputs) => Forward(loss, inputs, default, []);

    /// <summary>Evaluates a loss of one array and labels.</summary>
    /// <inheritdoc cref="Forward(TensorLoss, ReadOnlySpan{Variable})"/>
    /// <param name="loss">The loss.</param>
    /// <param name="input">The array: embeddings, [N, D].</param>
    /// <param name="labels">The labels, one for each row.</param>
    public static Variable Forward(this TensorLoss loss, Variable input, ReadOnlySpan<int> labels) =>
        Forward(loss, [input], labels, [labels.Length]);

    /// <summary>Evaluates a loss of two arrays and labels.</summary>
    /// <inheritdoc cref="Forward(TensorLoss, ReadOnlySpan{Variable})"/>
    /// <param name="loss">The loss.</param>
    /// <param name="first">The first array.</param>
    /// <param name="second">The second array.</param>
    /// <param name="labels">The labels, one for each row.</param>
    public static Variable Forward(this TensorLoss loss, Variable first, Variable second, ReadOnlySpan<int> labels) =>
        Forward(loss, [first, second], labels, [labels.Length]);

    /// <summary>Evaluates a loss of three arrays and labels.</summary>
    /// <inheritdoc cref="Forward(TensorLoss, ReadOnlySpan{Variable})"/>
    /// <param name="loss">The loss.</param>
    /// <param name="first">The first array.</param>
    /// <param name="second">The second array.</param>
    /// <param name="third">The third array.</param>
    /// <param name="labels">The labels, one for each row.</param>
    public static Variable Forward(this TensorLoss loss, Variable first, Variable second, Variable third, ReadOnlySpan<int> labels) =>
        Forward(loss, [first, second, third], labels, [labels.Length]);

    /// <summary>Evaluates a loss of some arrays and, after them, whole numbers of any shape.</summary>
    /// <inheritdoc cref="Forward(TensorLoss, ReadOnlySpan{Variable})"/>
    /// <param name="loss">The loss.</param>
    /// <param name="inputs">The arrays, in the order of the loss's card.</param>
    /// <param name="indices">The whole numbers, row-major; the last input of the card. Optional arrays before them may be left out.</param>
    /// <param name="shape">Their shape; leave empty where there are none.</param>
    public static Variable Forward(this TensorLoss loss, ReadOnlySpan<Variable> inputs, ReadOnlySpan<int> indices, ReadOnlySpan<int> shape)
    {
        ArgumentNullException.ThrowIfNull(loss);
        CheckInputs(loss, inputs, shape.IsEmpty ? 0 : 1);
        if (loss.Reduction == Reduction.None || loss is LinearCrossEntropyLoss)
        {
            return RecomputedTensors.Forward(loss, inputs, indices, shape);
        }

        var node = FusedNode.Begin(Shape.Scalar, inputs);
        var arguments = new TensorArguments<float>();
        for (int i = 0; i < inputs.Length; i++)
        {
            AddInput(ref arguments, inputs[i].Values, inputs[i].Shape, node.GradientOf(i));
        }

        AddIndices(ref arguments, loss, indices, shape);
        node.Values[0] = loss.Evaluate(arguments);
        return node.End();
    }

    private static void AddInput(ref TensorArguments<float> arguments, ReadOnlySpan<float> values, Shape shape, Span<float> gradient)
    {
        Span<nint> lengths = stackalloc nint[shape.Rank];
        Widen(shape.Lengths, lengths);
        arguments.Add(
            new ReadOnlyTensorSpan<float>(values, lengths), gradient.IsEmpty ? default : new TensorSpan<float>(gradient, lengths));
    }

    private static void AddIndices(ref TensorArguments<float> arguments, TensorLoss loss, ReadOnlySpan<int> indices, ReadOnlySpan<int> shape)
    {
        if (!shape.IsEmpty)
        {
            for (int last = loss.Card.Arguments.Count - 1; arguments.Count < last;)
            {
                arguments.Skip();
            }

            Span<nint> lengths = stackalloc nint[shape.Length];
            Widen(shape, lengths);
            arguments.AddIndices(new ReadOnlyTensorSpan<int>(indices, lengths));
        }
    }

    private static void Widen(ReadOnlySpan<int> lengths, Span<nint> wide)
    {
        for (int i = 0; i < lengths.Length; i++)
        {
            wide[i] = lengths[i];
        }
    }

    private static void CheckInputs(TensorLoss loss, ReadOnlySpan<Variable> inputs, int more)
    {
        IReadOnlyList<LossInput> expected = loss.Card.Arguments;
        if (inputs.Length + more > expected.Count)
        {
            throw new ArgumentException(
                $"{loss.Card.Id} takes {string.Join(", ", expected.Select(input => input.Name))}, but {inputs.Length + more} inputs were given.",
                nameof(inputs));
        }

        for (int i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].RequiresGradient && expected[i].Role != InputRole.Differentiable)
            {
                throw new ArgumentException(
                    $"{expected[i].Name} requires a gradient, which {loss.Card.Id} does not compute; pass {expected[i].Name}.Detach().",
                    nameof(inputs));
            }
        }
    }

    /// <summary>
    /// A node whose gradients are made in the backward pass, where the loss is evaluated again with what comes from above as the weights of its
    /// single losses. One of these may depend on every element of an input, so that nothing from above can scale a finished gradient; and
    /// a gradient as large as the last layer of a model is better not kept from the forward pass on.
    /// </summary>
    private sealed class RecomputedTensors(TensorLoss loss, int[] indices, int[] shape) : Operation
    {
        public static Variable Forward(TensorLoss loss, ReadOnlySpan<Variable> inputs, ReadOnlySpan<int> indices, ReadOnlySpan<int> shape)
        {
            var arguments = new TensorArguments<float>();
            foreach (Variable input in inputs)
            {
                AddInput(ref arguments, input.Values, input.Shape, []);
            }

            AddIndices(ref arguments, loss, indices, shape);
            var operation = new RecomputedTensors(loss, indices.ToArray(), shape.ToArray());
            if (loss.Reduction != Reduction.None)
            {
                Node reduced = Recorder.Current.Record(operation, Shape.Scalar, inputs);
                reduced.Values[0] = loss.Evaluate(arguments);
                return new Variable(reduced);
            }

            Node each = Recorder.Current.Record(operation, new Shape(loss.ShapeOfValues(arguments)), inputs);
            loss.Evaluate(arguments, values: each.Values);
            return new Variable(each);
        }

        public override void Backward(Node node)
        {
            var arguments = new TensorArguments<float>();
            for (int i = 0; i < node.Inputs.Count; i++)
            {
                Node input = node.Inputs[i];
                AddInput(ref arguments, input.Values, input.Shape, input.RequiresGradient ? input.Gradient : []);
            }

            AddIndices(ref arguments, loss, indices, shape);
            int count = loss.ShapeOfValues(arguments).Aggregate(1, (product, length) => product * length);
            float[] memory = ArrayPool<float>.Shared.Rent(2 * count);
            try
            {
                Span<float> upstream = memory.AsSpan(0, count), values = memory.AsSpan(count, count);
                if (loss.Reduction == Reduction.None)
                {
                    node.Gradient.CopyTo(upstream);
                }
                else
                {
                    upstream.Fill(node.Gradient[0]);
                }

                loss.Evaluate(arguments, GradientMode.Add, values, upstream);
            }
            finally
            {
                ArrayPool<float>.Shared.Return(memory);
            }
        }
    }
}
