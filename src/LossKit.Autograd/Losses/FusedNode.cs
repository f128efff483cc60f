using System.Numerics.Tensors;

namespace LossKit;

/// <summary>
/// A node whose gradient is made together with its value: the forward pass writes both, the backward pass only scales by
/// what comes from above.
/// </summary>
/// <remarks>
/// <see cref="Begin"/>, then write <see cref="Values"/> and <see cref="GradientOf"/>, then <see cref="End"/>. A gradient is
/// the derivative of the sum of the values. A value depends on elements of its own, as many of each input for each value:
/// on all for a reduced loss, on one for an unreduced elementwise loss, on its row of scores for an unreduced loss of classes.
/// </remarks>
internal readonly ref struct FusedNode
{
    private readonly Node _node;
    private readonly ReadOnlySpan<Variable> _inputs;

    private FusedNode(Node node, ReadOnlySpan<Variable> inputs)
    {
        _node = node;
        _inputs = inputs;
    }

    /// <summary>Gets the values to write.</summary>
    public Span<float> Values => _node.Values;

    /// <summary>Begins a node.</summary>
    /// <param name="shape">The shape of its values.</param>
    /// <param name="inputs">The differentiable inputs.</param>
    /// <param name="positions">
    /// How far apart the elements of one value lie in an input: value (i, j) depends on the elements (i, all, j) of an input
    /// seen as [values / positions, share, positions].
    /// </param>
    /// <returns>The node, to be filled.</returns>
    public static FusedNode Begin(Shape shape, ReadOnlySpan<Variable> inputs, int positions = 1)
    {
        Node node = Recorder.Current.Record(Scaling.Instance, shape, inputs);
        node.Axis = positions;
        int length = 0;
        for (int i = 0; node.RequiresGradient && i < inputs.Length; i++)
        {
            length += inputs[i].RequiresGradient ? inputs[i].Length : 0;
        }

        node.Save(length);
        return new FusedNode(node, inputs);
    }

    /// <summary>Gives the memory for the gradient of an input; empty where none is wanted.</summary>
    /// <param name="input">The input's position.</param>
    /// <returns>The memory, with any content.</returns>
    public Span<float> GradientOf(int input)
    {
        if (!_node.RequiresGradient || !_inputs[input].RequiresGradient)
        {
            return [];
        }

        int offset = 0;
        for (int i = 0; i < input; i++)
        {
            offset += _inputs[i].RequiresGradient ? _inputs[i].Length : 0;
        }

        return _node.Saved.AsSpan(offset, _inputs[input].Length);
    }

    /// <summary>Finishes the node.</summary>
    /// <returns>Its variable.</returns>
    public Variable End() => new(_node);

    private sealed class Scaling : Operation
    {
        public static readonly Scaling Instance = new();

        public override void Backward(Node node)
        {
            ReadOnlySpan<float> upstream = node.Gradient, saved = node.Saved;
            for (int i = 0; i < node.Inputs.Count; i++)
            {
                Node input = node.Inputs[i];
                if (!input.RequiresGradient)
                {
                    continue;
                }

                int length = input.Shape.Length;
                Scale(saved[..length], upstream, node.Axis, input);
                saved = saved[length..];
            }
        }

        private static void Scale(ReadOnlySpan<float> saved, ReadOnlySpan<float> upstream, int positions, Node input)
        {
            if (upstream.Length == 1)
            {
                input.AddGradient(saved, upstream[0]);
                return;
            }

            Span<float> gradient = input.Gradient;
            int share = upstream.Length == 0 ? 0 : saved.Length / upstream.Length;
            if (share == 1)
            {
                TensorPrimitives.MultiplyAdd(saved, upstream, gradient, gradient);
                return;
            }

            for (int line = 0; line < saved.Length; line += positions)
            {
                int value = line / (share * positions) * positions;
                Span<float> target = gradient.Slice(line, positions);
                TensorPrimitives.MultiplyAdd(saved.Slice(line, positions), upstream.Slice(value, positions), target, target);
            }
        }
    }
}
