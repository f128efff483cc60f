using System.Numerics.Tensors;

namespace LossKit;

/// <content>The affine map of a linear layer, as one node.</content>
public readonly partial struct Variable
{
    /// <summary>x·Wᵀ + b: every row of this variable, [N, in] or [in], mapped by weights [out, in] and moved by a bias [out].</summary>
    /// <param name="weight">W, [out, in].</param>
    /// <param name="bias">b, [out].</param>
    /// <returns>The rows, [N, out] or [out].</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public Variable Linear(Variable weight, Variable bias) => AffineMap.Forward(this, weight, bias);

    /// <summary>x·Wᵀ: every row of this variable, [N, in] or [in], mapped by weights [out, in].</summary>
    /// <param name="weight">W, [out, in].</param>
    /// <returns>The rows, [N, out] or [out].</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public Variable Linear(Variable weight) => AffineMap.Forward(this, weight, bias: null);

    private sealed class AffineMap : Operation
    {
        private static readonly AffineMap Instance = new();

        public static Variable Forward(Variable input, Variable weight, Variable? bias)
        {
            Node x = input.Node, w = weight.Node;
            if (w.Shape.Rank != 2 || x.Shape.Rank is not (1 or 2) || x.Shape[^1] != w.Shape[1])
            {
                throw new ArgumentException(
                    $"Rows of the shape {x.Shape} cannot be mapped by weights of the shape {w.Shape}; [N, in] and [out, in] fit together.", nameof(weight));
            }

            int inner = w.Shape[1], columns = w.Shape[0], rows = x.Shape.LengthOf(0, x.Shape.Rank - 1);
            Shape shape = x.Shape.With(x.Shape.Rank - 1, columns);
            if (bias is not { } shift)
            {
                Node plain = Recorder.Current.Record(Instance, shape, x, w);
                MatrixProduct.MultiplyByTransposed(x.Values, w.Values, plain.Values, rows, inner, columns);
                return new Variable(plain);
            }

            ReadOnlySpan<float> b = shift.Values;
            if (shift.Shape != [columns])
            {
                throw new ArgumentException(
                    $"The bias has the shape {shift.Shape}, but the weights map to {columns} numbers; make it [{columns}].", nameof(bias));
            }

            // The sum of an element begins with its bias, so that the result is passed over once.
            Node node = Recorder.Current.Record(Instance, shape, [input, weight, shift]);
            Span<float> values = node.Values;
            for (int row = 0; row < rows; row++)
            {
                b.CopyTo(values[(row * columns)..]);
            }

            MatrixProduct.MultiplyByTransposed(x.Values, w.Values, values, rows, inner, columns, ProductMode.Accumulate);
            return new Variable(node);
        }

        public override void Backward(Node node)
        {
            Node x = node.Inputs[0], w = node.Inputs[1];
            int inner = w.Shape[1], columns = w.Shape[0], rows = x.Shape.LengthOf(0, x.Shape.Rank - 1);
            ReadOnlySpan<float> upstream = node.Gradient;
            if (x.RequiresGradient)
            {
                Span<float> gradient = x.GradientToWrite(out ProductMode mode);
                MatrixProduct.Multiply(upstream, w.Values, gradient, rows, columns, inner, mode);
            }

            if (w.RequiresGradient)
            {
                Span<float> gradient = w.GradientToWrite(out ProductMode mode);
                MatrixProduct.MultiplyTransposed(upstream, x.Values, gradient, columns, rows, inner, mode);
            }

            if (node.Inputs.Count == 3 && node.Inputs[2].RequiresGradient)
            {
                AddRows(upstream, rows, node.Inputs[2]);
            }
        }

        private static void AddRows(ReadOnlySpan<float> upstream, int rows, Node bias)
        {
            Span<float> gradient = bias.GradientToWrite(out ProductMode mode);
            if (mode == ProductMode.Overwrite)
            {
                gradient.Clear();
            }

            if (gradient.Length == 1)
            {
                gradient[0] += TensorPrimitives.Sum(upstream);
                return;
            }

            for (int row = 0; row < rows; row++)
            {
                TensorPrimitives.Add(gradient, upstream.Slice(row * gradient.Length, gradient.Length), gradient);
            }
        }
    }
}
