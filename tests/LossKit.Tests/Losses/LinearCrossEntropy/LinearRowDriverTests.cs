using System.Numerics;

namespace LossKit.Tests;

/// <summary>The chunked pass: neither chunks nor threads change a bit, and the logits are never all there.</summary>
[Collection(MachineState.Name)]
public sealed class LinearRowDriverTests
{
    private const int Ignored = -100;

    [Theory]
    [InlineData(null)]
    [InlineData(Ignored)]
    public void Chunks_of_any_size_give_the_same_gradients(int? ignored)
    {
        var layer = new LastLayer<float>(new(61, 9, 33), seed: 3, ignored);
        var whole = Run(layer, LinearRowDriver.ChunkBytes);
        foreach (var bytes in (int[])[1, 500, 2_000, 5_000])
        {
            var chunked = Run(layer, bytes);
            Bits.Close(whole.Value, chunked.Value, 1e-6 * whole.Value, $"value in chunks of {bytes} bytes");
            AssertSame(whole, chunked);
        }
    }

    [Fact]
    public void All_numbers_of_threads_agree()
    {
        var before = ComputeThreads.Count;
        try
        {
            Compare<float>();
            Compare<double>();
        }
        finally
        {
            ComputeThreads.Count = before;
        }

        // Each product is work for several threads, and there are several chunks.
        static void Compare<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var layer = new LastLayer<T>(new(300, 96, 700), seed: 4, Ignored);
            ComputeThreads.Count = 1;
            var alone = Run(layer, 1 << 19);
            foreach (var threads in (int[])[2, 4])
            {
                ComputeThreads.Count = threads;
                var together = Run(layer, 1 << 19);
                Assert.Equal(alone.Value, together.Value);
                AssertSame(alone, together);
            }
        }
    }

    [Fact]
    public void The_logits_are_never_all_there()
    {
        var shape = new LinearShape(8192, 4, 4096);
        var layer = new LastLayer<float>(shape, seed: 5);
        var logits = 4L * shape.Rows * shape.Classes;
        var results = 4L * (shape.Rows + ((long)shape.Rows * shape.Features) + ((long)shape.Classes * shape.Features) + shape.Classes);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var result = layer.Fused(new());
        var taken = GC.GetTotalAllocatedBytes(precise: true) - before - results;

        // What is rented counts as allocated where the pool had nothing; a few threads may need their scratch memory.
        Assert.True(taken < LinearRowDriver.ChunkBytes + (8L << 20), $"{taken} bytes are taken beside inputs and results; the logits are {logits}");
        Assert.True(taken < logits / 3);
        Assert.InRange(result.Value, 7, 11);
    }

    private static LayerResult<T> Run<T>(LastLayer<T> layer, int bytes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = new LayerResult<T>(layer.Shape);
        var kernel = new SingleClassRow<CrossEntropyLoss.Kernel, T>(default, WithoutWeights<T>(), RowDivisor.Weights);
        var value = LinearRowDriver.Run(kernel, new LinearRowCall<T>
        {
            Shape = layer.Shape,
            Hidden = layer.Hidden,
            Weights = layer.Weights,
            Bias = layer.Bias,
            Target = layer.Target,
            Values = result.Values,
            HiddenGradient = result.Hidden,
            WeightsGradient = result.Weights,
            BiasGradient = result.Bias,
            Reduction = Reduction.Mean,
            ChunkBytes = bytes,
        });
        return result with { Value = T.CreateTruncating(value) };
    }

    private static unsafe RowWeights<T> WithoutWeights<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(null, Ignored);

    private static void AssertSame<T>(LayerResult<T> expected, LayerResult<T> found)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Values, found.Values);
        Assert.Equal(expected.Hidden, found.Hidden);
        Assert.Equal(expected.Weights, found.Weights);
        Assert.Equal(expected.Bias, found.Bias);
    }
}
