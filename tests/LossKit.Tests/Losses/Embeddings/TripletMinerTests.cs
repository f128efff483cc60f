namespace LossKit.Tests;

/// <summary>Miners against triple loops over all triplets, written from the definition in docs/eval.md.</summary>
public sealed class TripletMinerTests
{
    // Sums of up to some thousand terms, added in another order.
    private const double Rounding = 1e-12;

    public static TheoryData<int, int, double> Batches => new()
    {
        { 1, 3, 0.5 }, { 2, 2, 0.5 }, { 12, 3, 0.5 }, { 33, 4, 0.2 }, { 40, 1, 0.5 }, { 40, 40, 0.5 }, { 60, 5, 2 }, { 60, 5, -0.3 }, { 17, 2, 0 },
    };

    [Theory]
    [MemberData(nameof(Batches))]
    public void Batch_all_is_the_triple_loop(int rows, int classes, double margin) =>
        Compare(TripletMiner.BatchAll, rows, classes, margin, (distances, labels, anchor, slopes) =>
        {
            double loss = 0;
            long count = 0;
            foreach (var positive in Positives(labels, anchor))
            {
                foreach (var negative in Negatives(labels, anchor).Where(row => distances[positive] - distances[row] + margin > 0))
                {
                    loss += distances[positive] - distances[negative] + margin;
                    slopes[positive]++;
                    slopes[negative]--;
                    count++;
                }
            }

            return new(loss, count);
        });

    [Theory]
    [MemberData(nameof(Batches))]
    public void Semi_hard_is_the_nearest_in_the_band(int rows, int classes, double margin) =>
        Compare(TripletMiner.SemiHard, rows, classes, margin, (distances, labels, anchor, slopes) =>
        {
            double loss = 0;
            long count = 0;
            foreach (var positive in Positives(labels, anchor))
            {
                var near = distances[positive];
                int[] band = [.. Negatives(labels, anchor).Where(row => near < distances[row] && distances[row] < near + margin)];
                if (band.Length > 0)
                {
                    var negative = band.MinBy(row => distances[row]);
                    loss += near - distances[negative] + margin;
                    slopes[positive]++;
                    slopes[negative]--;
                    count++;
                }
            }

            return new(loss, count);
        });

    [Theory]
    [MemberData(nameof(Batches))]
    public void Batch_hard_is_the_farthest_against_the_nearest(int rows, int classes, double margin) =>
        Compare(TripletMiner.BatchHard, rows, classes, margin, (distances, labels, anchor, slopes) =>
        {
            if (!Positives(labels, anchor).Any() || !Negatives(labels, anchor).Any())
            {
                return MinedTriplets.None;
            }

            var positive = Positives(labels, anchor).MaxBy(row => distances[row]);
            var negative = Negatives(labels, anchor).MinBy(row => distances[row]);
            var loss = distances[positive] - distances[negative] + margin;
            if (loss > 0)
            {
                slopes[positive]++;
                slopes[negative]--;
            }

            return new(Math.Max(0, loss), 1);
        });

    [Fact]
    public void Among_equal_candidates_the_lowest_row_is_mined()
    {
        // By hand: two positives at 3 and two negatives at 3.5; batch-all takes all four pairs, the others the first.
        double[] distances = [0, 3, 3, 3.5, 3.5];
        int[] labels = [7, 7, 7, 8, 9];
        Assert.Equal([0, 1, 0, -1, 0], Mine(TripletMiner.BatchHard, distances, labels, 1, new(0.5, 1)));
        Assert.Equal([0, 1, 1, -2, 0], Mine(TripletMiner.SemiHard, distances, labels, 1, new(1, 2)));
        Assert.Equal([0, 2, 2, -2, -2], Mine(TripletMiner.BatchAll, distances, labels, 1, new(2, 4)));
    }

    [Fact]
    public void A_triplet_at_the_kink_does_not_count()
    {
        double[] distances = [0, 1, 2];
        Assert.Equal([0, 0, 0], Mine(TripletMiner.BatchAll, distances, [1, 1, 2], 1, new(0, 0)));
        Assert.Equal([0, 0, 0], Mine(TripletMiner.SemiHard, distances, [1, 1, 2], 1, new(0, 0)));
        Assert.Equal([0, 0, 0], Mine(TripletMiner.BatchHard, distances, [1, 1, 2], 1, new(0, 1)));
    }

    private static double[] Mine(TripletMiner miner, double[] distances, int[] labels, double margin, MinedTriplets expected)
    {
        var slopes = new double[distances.Length];
        Assert.Equal(expected, miner.Mine(new(distances, labels, margin), 0, slopes));
        return slopes;
    }

    private static void Compare(
        TripletMiner miner, int rows, int classes, double margin, Func<double[], int[], int, double[], MinedTriplets> byLoops)
    {
        var random = new Random(rows + classes);
        int[] labels = [.. Enumerable.Range(0, rows).Select(_ => random.Next(classes))];

        // Coarse numbers, so that ties and kinks are met.
        double[] matrix = [.. Enumerable.Range(0, rows * rows).Select(_ => random.Next(40) / 16.0)];
        for (var anchor = 0; anchor < rows; anchor++)
        {
            var expectedSlopes = new double[rows];
            var expected = byLoops(matrix[(anchor * rows)..((anchor + 1) * rows)], labels, anchor, expectedSlopes);
            var slopes = new double[rows];
            var mined = miner.Mine(new(matrix, labels, margin), anchor, slopes);
            Assert.Equal(expected.Count, mined.Count);
            Assert.Equal(expectedSlopes, slopes);
            Bits.Close(expected.Loss, mined.Loss, Rounding * expected.Loss, $"anchor {anchor}");
        }
    }

    private static IEnumerable<int> Positives(int[] labels, int anchor) =>
        Enumerable.Range(0, labels.Length).Where(row => row != anchor && labels[row] == labels[anchor]);

    private static IEnumerable<int> Negatives(int[] labels, int anchor) =>
        Enumerable.Range(0, labels.Length).Where(row => labels[row] != labels[anchor]);
}
