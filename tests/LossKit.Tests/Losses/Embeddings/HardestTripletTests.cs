namespace LossKit.Tests;

/// <summary>Batch-hard without a matrix of distances, against the same mining over the whole matrix.</summary>
public sealed class HardestTripletTests
{
    [Theory]
    [InlineData("scattered", 0.0, 1.0)]
    [InlineData("far from the origin", 1e6, 1.0)]
    [InlineData("nearly the same", 1.0, 1e-9)]
    [InlineData("tiny", 0.0, 1e-200)]
    [InlineData("huge", 0.0, 1e150)]
    public void The_triplets_are_those_of_the_exact_distances(string what, double centre, double spread)
    {
        foreach ((int count, int length) in (ReadOnlySpan<(int, int)>)[(2, 1), (7, 3), (97, 5), (200, 33)])
        {
            var random = new Random(count);
            var embeddings = new double[count * length];
            var labels = new int[count];
            for (var i = 0; i < embeddings.Length; i++)
            {
                embeddings[i] = centre + (spread * (random.NextDouble() - 0.5));
            }

            for (var i = 0; i < count; i++)
            {
                labels[i] = random.Next(-2, 5);
            }

            // Equal rows tie exactly; rows a millionth of the spread apart do not, and single precision cannot tell them apart.
            for (var i = 0; i + 3 < count; i += 4)
            {
                embeddings.AsSpan(i * length, length).CopyTo(embeddings.AsSpan((i + 1) * length));
                embeddings.AsSpan(i * length, length).CopyTo(embeddings.AsSpan((i + 2) * length));
                embeddings[(i + 2) * length] += spread * 1e-6;
            }

            Compare(embeddings, labels, EmbeddingDistance.Euclidean, what);
            if (spread is > 1e-100 and < 1e100)
            {
                Compare(embeddings, labels, EmbeddingDistance.SquaredEuclidean, what);
            }
        }
    }

    [Fact]
    public void An_outlier_hides_no_near_triplet()
    {
        double[] embeddings = [0, 1e-8, 2.5e-8, 4.1e-8, 1e9];
        Compare(embeddings, [0, 0, 1, 1, 2], EmbeddingDistance.Euclidean, "outlier");
    }

    private static void Compare(double[] embeddings, int[] labels, EmbeddingDistance distance, string what)
    {
        var margin = 1e-3;
        var (value, gradient) = Evaluate(new(margin, TripletMiner.BatchHard, distance), embeddings, labels);
        var (expected, slopes) = Evaluate(new(margin, new OverTheMatrix(), distance), embeddings, labels);

        // The same distances summed in another order: some roundings of 2⁻⁵³. Another triplet would change a gradient by 1.
        Bits.Close(expected, value, 1e-13 * Math.Abs(expected), what);
        var size = slopes.Max(Math.Abs);
        for (var i = 0; i < slopes.Length; i++)
        {
            Bits.Close(slopes[i], gradient[i], 1e-12 * size, $"{what}: gradient[{i}]");
        }
    }

    private static (double Value, double[] Gradient) Evaluate(OnlineTripletLoss loss, double[] embeddings, int[] labels)
    {
        nint[] shape = [labels.Length, embeddings.Length / labels.Length];
        var gradient = new double[embeddings.Length];
        var value = loss.Evaluate<double>(new(embeddings, shape), new(labels, [labels.Length]), new(gradient, shape));
        return (value, gradient);
    }

    private sealed class OverTheMatrix : TripletMiner
    {
        public override MinedTriplets Mine(in TripletBatch batch, int anchor, Span<double> slopes) => BatchHard.Mine(batch, anchor, slopes);
    }
}
