using System.Numerics.Tensors;

namespace LossKit;

/// <content>The logarithm of the softmax.</content>
public readonly partial struct Variable
{
    /// <summary>
    /// x − ln Σ eˣ along the last axis: the logarithms of the probabilities that logits stand for. The largest logit is
    /// subtracted first, so that logits of any size are right.
    /// </summary>
    /// <returns>Log-probabilities, in the same shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The variable is a scalar.</exception>
    public Variable LogSoftmax() => LogSoftmaxOperation.Forward(this);

    private sealed class LogSoftmaxOperation : Operation
    {
        private static readonly LogSoftmaxOperation Instance = new();

        public static Variable Forward(Variable x)
        {
            Node input = x.Node;
            int classes = input.Shape[^1];
            Node node = Recorder.Current.Record(Instance, input.Shape, input);
            ReadOnlySpan<float> logits = input.Values;
            Span<float> logProbabilities = node.Values, probabilities = node.Save(logits.Length);
            for (int row = 0; row < logits.Length; row += classes)
            {
                Span<float> shifted = logProbabilities.Slice(row, classes), p = probabilities.Slice(row, classes);
                ReadOnlySpan<float> z = logits.Slice(row, classes);
                TensorPrimitives.Subtract(z, TensorPrimitives.Max(z), shifted);
                TensorPrimitives.Exp(shifted, p);
                float sum = TensorPrimitives.Sum(p);
                TensorPrimitives.Divide(p, sum, p);
                TensorPrimitives.Subtract(shifted, MathF.Log(sum), shifted);
            }

            return new Variable(node);
        }

        public override void Backward(Node node)
        {
            Node input = node.Inputs[0];
            int classes = input.Shape[^1];
            ReadOnlySpan<float> upstream = node.Gradient, probabilities = node.Saved;
            Span<float> gradient = input.Gradient;
            for (int row = 0; row < gradient.Length; row += classes)
            {
                ReadOnlySpan<float> g = upstream.Slice(row, classes);
                Span<float> target = gradient.Slice(row, classes);
                TensorPrimitives.Add(target, g, target);
                TensorPrimitives.MultiplyAdd(probabilities.Slice(row, classes), -TensorPrimitives.Sum(g), target, target);
            }
        }
    }
}
