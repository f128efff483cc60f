using System.Diagnostics;
using System.Numerics.Tensors;

namespace LossKit.Tests;

/// <summary>Online triplets with parts of one's own, and with a batch whose triplets would not fit into memory.</summary>
[Collection(MachineState.Name)]
public sealed class OnlineTripletTests
{
    private const double Step = 1e-4;

    [Fact]
    public void A_distance_and_a_miner_of_ones_own_fit_in()
    {
        var batch = new Batch(12, 4, 3, seed: 8);
        var loss = new OnlineTripletLoss(margin: 0.75, new EasyPositives(), new Manhattan());
        var value = batch.Evaluate(loss);
        var gradient = batch.Gradient;

        // The same by loops over pairs of the user's distance.
        double sum = 0, count = 0;
        for (var anchor = 0; anchor < batch.Rows; anchor++)
        {
            double[] distances = [.. Enumerable.Range(0, batch.Rows).Select(row => new Manhattan().Between(batch.Row(anchor), batch.Row(row)))];
            int[] positives = [.. Enumerable.Range(0, batch.Rows).Where(row => row != anchor && batch.Labels[row] == batch.Labels[anchor])];
            foreach (var negative in Enumerable.Range(0, batch.Rows).Where(row => positives.Length > 0 && batch.Labels[row] != batch.Labels[anchor]))
            {
                sum += Math.Max(0, positives.Min(row => distances[row]) - distances[negative] + 0.75);
                count++;
            }
        }

        Bits.Close(sum / count, value, 1e-13, "value");
        for (var i = 0; i < batch.Embeddings.Length; i++)
        {
            var at = batch.Embeddings[i];
            batch.Embeddings[i] = at + Step;
            var above = batch.Evaluate(loss);
            batch.Embeddings[i] = at - Step;
            var below = batch.Evaluate(loss);
            batch.Embeddings[i] = at;
            Bits.Close((above - below) / (2 * Step), gradient[i], 1e-9, $"gradient [{i}]");
        }
    }

    [Fact]
    public void A_triplet_loss_takes_a_distance_of_ones_own()
    {
        // By hand: |1−0|+|0−2| = 3 to the positive, 4 to the negative.
        Assert.Equal(1, new TripletLoss(margin: 2, new Manhattan()).Evaluate<double>(Row([1, 0]), Row([0, 2]), Row([3, 2])));
    }

    [Theory]
    [InlineData("online-triplet")]
    [InlineData("sup-con")]
    public void Labels_beyond_an_int_tell_classes_apart(string loss)
    {
        // Only which of them are equal counts; identifiers of people or products are as large.
        var small = Evaluate(loss, [0, 1, 0, 2, 1]);
        Assert.NotEqual(0, small);
        Assert.Equal(small, Evaluate(loss, [7, 4_000_000_000, 7, 0, 4_000_000_000]));
        Assert.Equal(small, Evaluate(loss, [-9e15, 9e15, -9e15, 9e15 + 1, 9e15]));

        static double Evaluate(string loss, double[] labels) => LossCatalog.Parse(loss).Evaluate(
            new Dictionary<string, NamedArray>(StringComparer.Ordinal)
            {
                ["embeddings"] = new(new Batch(5, 3, 2, seed: 12).Embeddings, [5, 3]),
                ["labels"] = new(labels, [5]),
            },
            Precision.Double,
            Answers.Value).Value.Values[0];
    }

    [Fact]
    public void A_batch_of_one_point_has_the_margin_as_its_loss_and_no_gradient()
    {
        var batch = new Batch(9, 3, 3, seed: 1);
        Array.Fill(batch.Embeddings, 0.1);
        foreach (var miner in (TripletMiner[])[TripletMiner.BatchHard, TripletMiner.BatchAll])
        {
            Assert.Equal(0.5, batch.Evaluate(new OnlineTripletLoss(margin: 0.5, miner)));
            Assert.All(batch.Gradient, number => Assert.Equal(0, number));
        }
    }

    [Fact]
    public void Batch_all_of_4096_embeddings_takes_memory_for_the_distances_and_not_for_the_triplets()
    {
        const int Rows = 4096, Width = 256;
        const long Matrix = (long)Rows * Rows * sizeof(double);
        var random = new Random(4);
        float[] embeddings = [.. Enumerable.Range(0, Rows * Width).Select(_ => (float)random.NextDouble())];
        int[] labels = [.. Enumerable.Range(0, Rows).Select(row => row % 64)];
        var gradient = new float[embeddings.Length];
        nint[] shape = [Rows, Width];

        // What is rented from the pool is allocated there at the first call, or was: so that is counted too.
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var watch = Stopwatch.StartNew();
        var value = new OnlineTripletLoss(margin: 1, TripletMiner.BatchAll).Evaluate(
            new ReadOnlyTensorSpan<float>(embeddings, shape, []), new ReadOnlyTensorSpan<int>(labels, [Rows], []), new TensorSpan<float>(gradient, shape, []));
        watch.Stop();
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        // 64 classes of 64 make 4096·63·4032 triplets, a gigabyte of bytes; two matrices and the embeddings in double are all there is.
        Assert.True(allocated < 3 * Matrix, $"{allocated} bytes, {allocated / (double)Matrix} matrices");
        Assert.True(value > 0 && gradient.All(float.IsFinite), $"value {value}");
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), $"{watch.Elapsed} for {Rows} embeddings");
    }

    private static ReadOnlyTensorSpan<double> Row(double[] numbers) => new(numbers, [1, numbers.Length], []);

    private sealed class Manhattan : EmbeddingDistance
    {
        public override double Between(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
        {
            var sum = 0.0;
            for (var i = 0; i < x.Length; i++)
            {
                sum += Math.Abs(x[i] - y[i]);
            }

            return sum;
        }

        public override void AddGradient(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double distance, double slope, Span<double> gradient)
        {
            for (var i = 0; i < x.Length; i++)
            {
                gradient[i] += slope * Math.Sign(x[i] - y[i]);
            }
        }
    }

    /// <summary>The nearest positive against every negative, averaged over all of these pairs.</summary>
    private sealed class EasyPositives : TripletMiner
    {
        public override MinedTriplets Mine(in TripletBatch batch, int anchor, Span<double> slopes)
        {
            var distances = batch.From(anchor);
            var positive = -1;
            for (var row = 0; row < distances.Length; row++)
            {
                if (batch.IsPositive(anchor, row) && (positive < 0 || distances[row] < distances[positive]))
                {
                    positive = row;
                }
            }

            double loss = 0;
            long count = 0;
            for (var row = 0; positive >= 0 && row < distances.Length; row++)
            {
                if (batch.Labels[row] == batch.Labels[anchor])
                {
                    continue;
                }

                count++;
                var difference = distances[positive] - distances[row] + batch.Margin;
                if (difference > 0)
                {
                    loss += difference;
                    slopes[positive]++;
                    slopes[row]--;
                }
            }

            return new(loss, count);
        }
    }
}
