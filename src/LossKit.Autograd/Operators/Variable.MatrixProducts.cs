namespace LossKit;

/// <content>The matrix product.</content>
public readonly partial struct Variable
{
    /// <summary>The matrix product of this [N, K] with another variable [K, M].</summary>
    /// <param name="right">The right factor.</param>
    /// <returns>The product, [N, M].</returns>
    /// <exception cref="ArgumentException">One of the two is not a matrix, or the inner lengths differ.</exception>
    public Variable MatrixMultiply(Variable right) => MatrixMultiplication.Forward(this, right);

    private sealed class MatrixMultiplication : Operation
    {
        private static readonly MatrixMultiplication Instance = new();

        public static Variable Forward(Variable left, Variable right)
        {
            Node a = left.Node, b = right.Node;
            if (a.Shape.Rank != 2 || b.Shape.Rank != 2 || a.Shape[1] != b.Shape[0])
            {
                throw new ArgumentException(
                    $"The shapes {a.Shape} and {b.Shape} cannot be multiplied; [N, K] and [K, M] can.", nameof(right));
            }

            int rows = a.Shape[0], inner = a.Shape[1], columns = b.Shape[1];
            Node node = Recorder.Current.Record(Instance, [rows, columns], a, b);
            MatrixProduct.Multiply(a.Values, b.Values, node.Values, rows, inner, columns);
            return new Variable(node);
        }

        public override void Backward(Node node)
        {
            Node a = node.Inputs[0], b = node.Inputs[1];
            int rows = a.Shape[0], inner = a.Shape[1], columns = b.Shape[1];
            if (a.RequiresGradient)
            {
                Span<float> gradient = a.GradientToWrite(out ProductMode mode);
                MatrixProduct.MultiplyByTransposed(node.Gradient, b.Values, gradient, rows, columns, inner, mode);
            }

            if (b.RequiresGradient)
            {
                Span<float> gradient = b.GradientToWrite(out ProductMode mode);
                MatrixProduct.MultiplyTransposed(a.Values, node.Gradient, gradient, inner, rows, columns, mode);
            }
        }
    }
}
