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
        float[] single1 = Array.ConvertAll(x1, x => (float)x), single2 = Array.ConvertAll(x2, x => (float)x);
        var before = ComputeThreads.Count;
        try
        {
            ComputeThreads.Count = 1;
            var (value, gradient1, gradient2) = Evaluate(ContrastDirections.Both, 0.1, x1, x2, 7, []);
            var single = GradientOf(single1, single2);
            ComputeThreads.Count = 3;
            var (again, again1, again2) = Evaluate(ContrastDirections.Both, 0.1, x1, x2, 7, []);
            Assert.Equal(value, again);
            Assert.Equal(gradient1, again1);
            Assert.Equal(gradient2, again2);
            Assert.Equal(single, GradientOf(single1, single2));
        }
        finally
        {
            ComputeThreads.Count = before;
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.05)]
    [InlineData(0.02)]
    public void Single_precision_is_within_a_few_roundings_of_double(double temperature)
    {
        foreach (var pairs in Pairs)
        {
            // One part in a thousand is what the rows differ by.
            float[] x1 = [.. Numbers(pairs * 7, pairs).Select(x => (float)(1 + (x / 1000)))];
            float[] x2 = [.. Numbers(pairs * 7, pairs + 1).Select(x => (float)(1 + (x / 1000)))];
            nint[] shape = [pairs, 7];
            float[] first = new float[x1.Length], second = new float[x2.Length];
            var value = new NtXentLoss(temperature).Evaluate<float>(new(x1, shape), new(x2, shape), new(first, shape), new(second, shape));
            var (expected, expected1, expected2) = Evaluate(
                ContrastDirections.Both, temperature, Array.ConvertAll(x1, x => (double)x), Array.ConvertAll(x2, x => (double)x), 7, []);

            // The value is rounded once; a gradient is a sum of up to 300 roundings, which rarely go the same way, of parts of its largest number.
            Bits.Close(expected, value, Math.ScaleB(expected, -23), $"{pairs} pairs");
            var tolerance = Math.ScaleB(Math.Max(expected1.Max(Math.Abs), expected2.Max(Math.Abs)), -21);
            for (var i = 0; i < first.Length; i++)
            {
                Bits.Close(expected1[i], first[i], tolerance, $"{pairs} pairs: gradient of x1[{i}]");
                Bits.Close(expected2[i], second[i], tolerance, $"{pairs} pairs: gradient of x2[{i}]");
            }
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

    private static float[] GradientOf(float[] x1, float[] x2)
    {
        nint[] shape = [x1.Length / 7, 7];
        var gradient = new float[x1.Length];
        new NtXentLoss(0.1).Evaluate<float>(new(x1, shape), new(x2, shape), new(gradient, shape));
        return gradient;
    }

    private static double[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.3)];
    }
}
