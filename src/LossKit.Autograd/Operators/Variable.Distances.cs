using System.Numerics.Tensors;

namespace LossKit;

/// <content>Unit vectors and Euclidean distances.</content>
public readonly partial struct Variable
{
    /// <summary>
    /// Divides the vectors along the last axis by their Euclidean norm, or by 10⁻¹² where it is smaller; there the gradient
    /// takes the divisor as constant.
    /// </summary>
    /// <returns>Vectors of length 1, in the same shape.</returns>
    public Variable Normalise() => Normalisation.Forward(this);

    /// <summary>‖x − y‖ of corresponding rows. Where the distance is 0 the gradient is 0.</summary>
    /// <param name="left">x, [N, D].</param>
    /// <param name="right">y, [N, D].</param>
    /// <returns>The distances, [N].</returns>
    /// <exception cref="ArgumentException">The shapes differ or are not matrices.</exception>
    public static Variable PairwiseDistance(Variable left, Variable right) => Distances.Forward(left, right, DistancePairs.Corresponding);

    /// <summary>‖xᵢ − yⱼ‖ of every row of x with every row of y. Where a distance is 0 its gradient is 0.</summary>
    /// <param name="left">x, [N, D].</param>
    /// <param name="right">y, [M, D].</param>
    /// <returns>The distances, [N, M].</returns>
    /// <exception cref="ArgumentException">The variables are not matrices with the same number of columns.</exception>
    public static Variable DistanceMatrix(Variable left, Variable right) => Distances.Forward(left, right, DistancePairs.All);

    private enum DistancePairs
    {
        Corresponding,
        All,
    }

    private sealed class Normalisation : Operation
    {
        private const float SmallestNorm = 1e-12f;

        private static readonly Normalisation Instance = new();

        public static Variable Forward(Variable x)
        {
            Node input = x.Node;
            int length = input.Shape[^1];
            Node node = Recorder.Current.Record(Instance, input.Shape, input);
            int rows = input.Shape.LengthOf(0, input.Shape.Rank - 1);
            Span<float> norms = node.Save(rows);
            for (int row = 0; row < rows; row++)
            {
                ReadOnlySpan<float> vector = input.Values.Slice(row * length, length);
                norms[row] = Norm(vector);
                TensorPrimitives.Divide(vector, MathF.Max(norms[row], SmallestNorm), node.Values.Slice(row * length, length));
            }

            return new Variable(node);
        }

        public override void Backward(Node node)
        {
            int length = node.Shape[^1];
            int rows = node.Shape.LengthOf(0, node.Shape.Rank - 1);
            for (int row = 0; row < rows; row++)
            {
                float norm = node.Saved[row];
                float divisor = MathF.Max(norm, SmallestNorm);
                ReadOnlySpan<float> upstream = node.Gradient.Slice(row * length, length), unit = node.Values.Slice(row * length, length);
                Span<float> target = node.Inputs[0].Gradient.Slice(row * length, length);
                TensorPrimitives.MultiplyAdd(upstream, 1 / divisor, target, target);
                if (norm >= SmallestNorm)
                {
                    TensorPrimitives.MultiplyAdd(unit, -TensorPrimitives.Dot(unit, upstream) / divisor, target, target);
                }
            }
        }

        // In double, so that squares neither overflow nor vanish.
        private static float Norm(ReadOnlySpan<float> vector)
        {
            double sum = 0;
            foreach (float x in vector)
            {
                sum += (double)x * x;
            }

            return (float)Math.Sqrt(sum);
        }
    }

    private sealed class Distances : Operation
    {
        private static readonly Distances Instance = new();

        public static Variable Forward(Variable left, Variable right, DistancePairs pairs)
        {
            Node x = left.Node, y = right.Node;
            bool fits = pairs == DistancePairs.All
                ? x.Shape.Rank == 2 && y.Shape.Rank == 2 && x.Shape[1] == y.Shape[1]
                : x.Shape.Rank == 2 && x.Shape == y.Shape;
            if (!fits)
            {
                string wanted = pairs == DistancePairs.All ? "[N, D] and [M, D]" : "[N, D] twice";
                throw new ArgumentException($"Rows of the shapes {x.Shape} and {y.Shape} have no distances; give {wanted}.", nameof(right));
            }

            int n = x.Shape[0], m = y.Shape[0], length = x.Shape[1];
            Shape shape = pairs == DistancePairs.All ? [n, m] : [n];
            Node node = Recorder.Current.Record(Instance, shape, x, y);
            for (int i = 0; i < node.Values.Length; i++)
            {
                (int a, int b) = RowsOf(node, i);
                node.Values[i] = TensorPrimitives.Distance(
                    (ReadOnlySpan<float>)x.Values.Slice(a * length, length), y.Values.Slice(b * length, length));
            }

            return new Variable(node);
        }

        public override void Backward(Node node)
        {
            Node x = node.Inputs[0], y = node.Inputs[1];
            int length = x.Shape[1];
            for (int i = 0; i < node.Shape.Length; i++)
            {
                if (node.Values[i] == 0)
                {
                    continue;
                }

                (int a, int b) = RowsOf(node, i);
                float factor = node.Gradient[i] / node.Values[i];
                if (x.RequiresGradient)
                {
                    Pull(x, y, a, b, length, factor);
                }

                if (y.RequiresGradient)
                {
                    Pull(y, x, b, a, length, factor);
                }
            }
        }

        private static void Pull(Node into, Node from, int row, int other, int length, float factor)
        {
            ReadOnlySpan<float> here = into.Values.Slice(row * length, length), there = from.Values.Slice(other * length, length);
            Span<float> target = into.Gradient.Slice(row * length, length);
            for (int k = 0; k < length; k++)
            {
                target[k] += factor * (here[k] - there[k]);
            }
        }

        private static (int Left, int Right) RowsOf(Node node, int index) =>
            node.Shape.Rank == 2 ? (index / node.Shape[1], index % node.Shape[1]) : (index, index);
    }
}
