using System.Numerics.Tensors;

namespace LossKit.Tests;

/// <summary>A seeded batch of embeddings with labels, and losses called on it.</summary>
internal sealed class Batch
{
    public Batch(int rows, int width, int classes, int seed, double scale = 1)
    {
        var random = new Random(seed);
        (Rows, Width) = (rows, width);
        Embeddings = [.. Enumerable.Range(0, rows * width).Select(_ => (double)(float)(scale * ((2 * random.NextDouble()) - 1)))];
        Labels = [.. Enumerable.Range(0, rows).Select(_ => random.Next(classes))];
    }

    public int Rows { get; }

    public int Width { get; }

    public double[] Embeddings { get; }

    public int[] Labels { get; }

    public double[] Gradient { get; private set; } = [];

    /// <summary>Gives one embedding.</summary>
    public ReadOnlySpan<double> Row(int row) => Embeddings.AsSpan(row * Width, Width);

    /// <summary>Evaluates a loss in double; the gradient is kept.</summary>
    public double Evaluate(LabelledEmbeddingsLoss loss)
    {
        Gradient = new double[Embeddings.Length];
        nint[] shape = [Rows, Width];
        return loss.Evaluate(
            new ReadOnlyTensorSpan<double>(Embeddings, shape, []),
            new ReadOnlyTensorSpan<int>(Labels, [Rows], []),
            new TensorSpan<double>(Gradient, shape, []));
    }
}
