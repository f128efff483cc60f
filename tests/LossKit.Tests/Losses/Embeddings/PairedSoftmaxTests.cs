namespace LossKit.Tests;

/// <summary>NT-Xent over half of the symmetric matrix, against the rows of either side over whole rows.</summary>
[Collection(nameof(ComputeThreads))]
public sealed class PairedSoftmaxTests
{
    // Below, at and above one block of 96 rows, and several blocks.
    private static readonly int[] Pairs = [2, 3, 47, 48, 49, 97, 150];

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.02)]
    public void Both_directions_are_the_mean_of_either(double temperature)
    {
        foreach (var pairs in Pairs)
        {
            const int Length = 5;
            double[] x1 = Numbers(pairs * Length, pairs), x2 = Numbers(pairs * Length, pairs + 1), weight = Numbers(2 * pairs, pairs + 2);
            weight[1] = 0;
            var (value, gradient1, gradient2) = Evaluate(ContrastDirections.Both, temperature, x1, x2, Length, weight);
            var (there, there1, there2) = Evaluate(ContrastDirections.FirstToSecond, temperature, x1, x2, Length, weight[..pairs]);
            var (back, back2, back1) = Evaluate(ContrastDirections.FirstToSecond, temperature, x2, x1, Length, weight[pairs..]);
            Bits.Close((there + back) / 2, value, 1e-12 * Math.Abs(value), $"{pairs} pairs");
            var size = Math.Max(gradient1.Max(Math.Abs), gradient2.Max(Math.Abs));
            for (var i = 0; i < gradient1.Length; i++)
            {
                Bits.Close((there1[i] + back1[i]) / 2, gradient1[i], 1e-12 * size, $"{pairs} pairs: gradient of x1[{i}]");
                Bits.Close((there2[i] + back2[i]) / 2, gradient2[i], 1e-12 * size, $"{pairs} pairs: gradient of x2[{i}]");
            }
        }
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        double[] x1 = Numbers(150 * 7, 1), x2 = Numbers(150 * 7, 2);
        var before = ComputeThreads.Count;
        try
        {
            ComputeThreads.Count = 1;
            var (value, gradient1, gradient2) = Evaluate(ContrastDirections.Both, 0.1, x1, x2, 7, []);
            ComputeThreads.Count = 3;
            var (again, again1, again2) = Evaluate(ContrastDirections.Both, 0.1, x1, x2, 7, []);
            Assert.Equal(value, again);
            Assert.Equal(gradient1, again1);
            Assert.Equal(gradient2, again2);
        }
        finally
        {
            ComputeThreads.Count = before;
        }
    }

    private static (double Value, double[] First, double[] Second) Evaluate(
        ContrastDirections directions, double temperature, double[] x1, double[] x2, int length, double[] weight)
    {
        nint[] shape = [x1.Length / length, length];
        double[] first = new double[x1.Length], second = new double[x2.Length];
        var value = new NtXentLoss(temperature, directions).Evaluate<double>(
            new(x1, shape), new(x2, shape), new(first, shape), new(second, shape), weight: weight);
        return (value, first, second);
    }

    private static double[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.3)];
    }
}
