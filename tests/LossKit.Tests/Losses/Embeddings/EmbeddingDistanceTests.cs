namespace LossKit.Tests;

/// <summary>Distances: matrices against single pairs, near and far points, and what a gradient is where there is none.</summary>
public sealed class EmbeddingDistanceTests
{
    private const double Rounding = 1e-14;

    public static TheoryData<string> BuiltIn => ["euclidean", "squared-euclidean", "cosine"];

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public void A_matrix_holds_the_distances_of_all_pairs(string name)
    {
        var distance = Make(name);
        foreach (var (rows, columns, length) in ((int, int, int)[])[(1, 1, 1), (3, 5, 2), (66, 7, 33), (5, 131, 40)])
        {
            var left = new Batch(rows, length, 2, seed: 1);
            var right = new Batch(columns, length, 2, seed: 2);
            var matrix = new double[rows * columns];
            distance.FillMatrix(left.Embeddings, right.Embeddings, length, matrix);
            for (var i = 0; i < matrix.Length; i++)
            {
                var expected = distance.Between(left.Row(i / columns), right.Row(i % columns));
                Bits.Close(expected, matrix[i], Rounding * (1 + expected), $"{name} [{rows},{columns}] {i}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public void Pulling_back_a_matrix_is_pulling_back_its_pairs(string name)
    {
        var distance = Make(name);
        var left = new Batch(9, 37, 2, seed: 3);
        var right = new Batch(70, 37, 2, seed: 4);
        var matrix = new double[9 * 70];
        distance.FillMatrix(left.Embeddings, right.Embeddings, 37, matrix);
        var random = new Random(5);
        double[] slopes = [.. matrix.Select(_ => random.Next(3) == 0 ? 0 : random.NextDouble() - 0.5)];
        var gradient = new double[9 * 37];
        distance.PullBack(left.Embeddings, right.Embeddings, 37, matrix, slopes, gradient);
        for (var row = 0; row < 9; row++)
        {
            var expected = new double[37];
            for (var column = 0; column < 70; column++)
            {
                distance.AddGradient(left.Row(row), right.Row(column), matrix[(row * 70) + column], slopes[(row * 70) + column], expected);
            }

            for (var i = 0; i < 37; i++)
            {
                Bits.Close(expected[i], gradient[(row * 37) + i], 1e-12, $"{name} [{row},{i}]");
            }
        }
    }

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public void A_matrix_of_a_batch_with_itself_is_symmetric_and_has_a_diagonal_of_zeros(string name)
    {
        var batch = new Batch(67, 50, 2, seed: 6);
        var matrix = new double[67 * 67];
        Make(name).FillMatrix(batch.Embeddings, batch.Embeddings, 50, matrix);
        for (var row = 0; row < 67; row++)
        {
            Assert.Equal(0, matrix[(row * 67) + row]);
            for (var column = 0; column < row; column++)
            {
                Assert.Equal(matrix[(row * 67) + column], matrix[(column * 67) + row]);
            }
        }
    }

    [Fact]
    public void Near_points_keep_their_distance()
    {
        // 1 and 1 + 2^-40 in each of 64 dimensions: the distance is exactly 8 · 2^-40. Norms and dot products, 64 each, would leave 0 or garbage.
        var step = Math.ScaleB(1, -40);
        double[] rows = [.. Enumerable.Repeat(1.0, 64), .. Enumerable.Repeat(1 + step, 64)];
        var matrix = new double[4];
        EmbeddingDistance.Euclidean.FillMatrix(rows, rows, 64, matrix);
        Assert.Equal([0, 8 * step, 8 * step, 0], matrix);

        var gradient = new double[128];
        EmbeddingDistance.Euclidean.PullBack(rows, rows, 64, matrix, [0, 1, 1, 0], gradient);
        Assert.All(gradient[..64], number => Assert.Equal(-0.125, number));
        Assert.All(gradient[64..], number => Assert.Equal(0.125, number));
    }

    [Fact]
    public void Near_directions_keep_their_angle()
    {
        // cos of (1, 0) and (1, t) is 1/√(1 + t²), so 1 − cos = t²/2 to 1e-18 of it at t = 1e-9. 1 minus the product would be 0.
        double[] x = [3, 0], y = [0.5, 0.5e-9];
        Assert.Equal(5e-19, EmbeddingDistance.Cosine.Between(x, y), 1e-14 * 5e-19);
        var gradient = new double[2];
        EmbeddingDistance.Cosine.AddGradient(x, y, EmbeddingDistance.Cosine.Between(x, y), 1, gradient);

        // (cos·x̂ − ŷ)/‖x‖ = (0, −t)/3 but for terms of t³.
        Bits.Close(-1e-9 / 3, gradient[1], 1e-24, "across");
        Bits.Close(0, gradient[0], 1e-24, "along");
    }

    [Theory]
    [InlineData(1e-200)]
    [InlineData(1e-320)]
    [InlineData(1e200)]
    public void Sizes_whose_squares_do_not_exist_have_distances(double size)
    {
        double[] rows = [3 * size, 0, 0, 4 * size];
        var matrix = new double[4];
        EmbeddingDistance.Euclidean.FillMatrix(rows, rows, 2, matrix);
        Assert.Equal(matrix[1], EmbeddingDistance.Euclidean.Between(rows.AsSpan(0, 2), rows.AsSpan(2)));

        // The hypotenuse of 3 and 4; subnormal numbers hold three digits here.
        Bits.Close(5 * size, matrix[1], size < 1e-300 ? 1e-323 : 1e-15 * size, "distance");
    }

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public void Equal_embeddings_have_no_distance_and_no_gradient(string name)
    {
        double[] x = [0.3, -0.7, 0.1];
        var gradient = new double[3];
        var distance = Make(name).Between(x, x);
        Assert.Equal(0, distance);
        Make(name).AddGradient(x, x, distance, 1, gradient);
        Assert.Equal([0, 0, 0], gradient);
    }

    [Fact]
    public void Below_the_least_norm_the_divisor_is_constant()
    {
        // By hand: x/1e-12 = (0.5, 0), ŷ = (0.6, 0.8): 1 − 0.3, and −ŷ/1e-12 by x.
        double[] x = [0.5e-12, 0], y = [3, 4];
        var gradient = new double[2];
        var distance = EmbeddingDistance.Cosine.Between(x, y);
        EmbeddingDistance.Cosine.AddGradient(x, y, distance, 1, gradient);
        Bits.Close(0.7, distance, 1e-15, "distance");
        Bits.Close(-0.6e12, gradient[0], 1e-3, "first");
        Bits.Close(-0.8e12, gradient[1], 1e-3, "second");

        var matrix = new double[1];
        var pulled = new double[2];
        EmbeddingDistance.Cosine.FillMatrix(x, y, 2, matrix);
        EmbeddingDistance.Cosine.PullBack(x, y, 2, matrix, [1], pulled);
        Bits.Close(0.7, matrix[0], 1e-15, "matrix");
        Bits.Close(-0.6e12, pulled[0], 1e-3, "pulled first");
        Bits.Close(-0.8e12, pulled[1], 1e-3, "pulled second");
    }

    [Fact]
    public void A_vector_of_zeros_is_equally_far_from_all()
    {
        // 1 − cos = 1 exactly; from unit vectors it is that only to their rounding, which would decide which of them is nearest.
        var others = new Batch(50, 5, 2, seed: 11);
        var zeros = new double[5];
        var matrix = new double[50];
        EmbeddingDistance.Cosine.FillMatrix(zeros, others.Embeddings, 5, matrix);
        Assert.All(matrix, distance => Assert.Equal(1, distance));
        Assert.All(Enumerable.Range(0, 50), row => Assert.Equal(1, EmbeddingDistance.Cosine.Between(others.Row(row), zeros)));
        Assert.Equal(double.NaN, EmbeddingDistance.Cosine.Between(zeros, [0, double.NaN, 1, 2, 3]));
    }

    private static EmbeddingDistance Make(string name)
    {
        var options = new LossOptions(TripletLoss.About);
        options.SetText("distance", name);
        return TripletLoss.Create(options).Distance;
    }
}
