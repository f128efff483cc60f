using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossKit.Tests;

[Collection(nameof(ComputeThreads))]
public sealed class MatrixProductTests
{
    private static readonly int[] Lengths = [0, 1, 2, 3, 5, 6, 7, 8, 11, 12, 13, 15, 16, 17, 24, 31, 32, 33, 40];

    private delegate void Product<T>(
        ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result, int rows, int inner, int columns, ProductMode mode);

    public static TheoryData<string, ProductMode> Cases()
    {
        var cases = new TheoryData<string, ProductMode>();
        foreach (string form in (string[])["A·B", "A·Bᵀ", "Aᵀ·B"])
        {
            cases.Add(form, ProductMode.Overwrite);
            cases.Add(form, ProductMode.Accumulate);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_small_float_product_is_the_chain_of_fused_multiply_adds(string form, ProductMode mode)
    {
        // Fused multiply-add is correctly rounded by definition, so the expected bits are those of the plain loop.
        foreach ((int rows, int inner, int columns) in Sizes())
        {
            float[] left = Numbers(rows * inner, seed: 1), right = Numbers(inner * columns, seed: 2);
            float[] actual = Numbers(rows * columns, seed: 3), expected = [.. actual];
            ProductOf<float>(form)(left, right, actual, rows, inner, columns, mode);
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < columns; j++)
                {
                    float sum = mode == ProductMode.Accumulate ? expected[(i * columns) + j] : 0;
                    for (int k = 0; k < inner; k++)
                    {
                        (int a, int b) = Indices(form, i, k, j, rows, inner, columns);
                        sum = MathF.FusedMultiplyAdd(left[a], right[b], sum);
                    }

                    expected[(i * columns) + j] = sum;
                }
            }

            Assert.Equal(expected, actual);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_small_double_product_agrees_with_the_plain_sum(string form, ProductMode mode)
    {
        foreach ((int rows, int inner, int columns) in Sizes())
        {
            double[] left = Doubles(rows * inner, seed: 1), right = Doubles(inner * columns, seed: 2);
            double[] actual = Doubles(rows * columns, seed: 3), before = [.. actual];
            ProductOf<double>(form)(left, right, actual, rows, inner, columns, mode);
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < columns; j++)
                {
                    double sum = mode == ProductMode.Accumulate ? before[(i * columns) + j] : 0;
                    for (int k = 0; k < inner; k++)
                    {
                        (int a, int b) = Indices(form, i, k, j, rows, inner, columns);
                        sum += left[a] * right[b];
                    }

                    // At most 71 terms of at most 1 each, every rounding at most 2⁻⁵³ of a partial sum below 71.
                    Assert.True(Math.Abs(sum - actual[(i * columns) + j]) <= 71 * 71 * Math.ScaleB(1, -53));
                }
            }
        }
    }

    [Theory]
    [InlineData(300, 700, 90)]
    [InlineData(7, 513, 1100)]
    [InlineData(256, 64, 1)]
    [InlineData(1, 600, 64)]
    public void Products_larger_than_a_block_agree_with_double(int rows, int inner, int columns)
    {
        float[] left = Numbers(rows * inner, seed: 4), right = Numbers(inner * columns, seed: 5);
        var wide = new double[rows * columns];
        MatrixProduct.Multiply<double>(
            Array.ConvertAll(left, x => (double)x), Array.ConvertAll(right, x => (double)x), wide, rows, inner, columns);
        foreach (string form in (string[])["A·B", "A·Bᵀ", "Aᵀ·B"])
        {
            float[] a = form == "Aᵀ·B" ? Transpose(left, rows, inner) : left;
            float[] b = form == "A·Bᵀ" ? Transpose(right, inner, columns) : right;
            var actual = new float[rows * columns];
            ProductOf<float>(form)(a, b, actual, rows, inner, columns, ProductMode.Overwrite);
            for (int i = 0; i < actual.Length; i++)
            {
                // Each of up to 700 roundings is at most 2⁻²⁴ of a partial sum, and those stay below 100 here.
                Assert.Equal(wide[i], actual[i], 700 * 100 * Math.ScaleB(1, -24));
            }
        }
    }

    [Fact]
    public void Every_register_width_gives_the_same_bits()
    {
        foreach ((int rows, int inner, int columns) in (ReadOnlySpan<(int, int, int)>)[(13, 300, 45), (60, 33, 70), (6, 9, 16), (1, 5, 1)])
        {
            var results = new List<float[]> { AtWidth<float, SingleRegister1>(rows, inner, columns) };
            results.Add(AtWidth<Vector128<float>, SingleRegister128>(rows, inner, columns));
            if (Fma.IsSupported)
            {
                results.Add(AtWidth<Vector256<float>, SingleRegister256>(rows, inner, columns));
            }

            if (Avx512F.IsSupported)
            {
                results.Add(AtWidth<Vector512<float>, SingleRegister512>(rows, inner, columns));
            }

            Assert.All(results, result => Assert.Equal(results[0], result));
        }
    }

    [Theory]
    [InlineData(500, 130, 200)]
    [InlineData(90, 130, 1000)]
    public void The_number_of_threads_changes_no_bit(int rows, int inner, int columns)
    {
        float[] left = Numbers(rows * inner, seed: 6), right = Numbers(inner * columns, seed: 7);
        int before = ComputeThreads.Count;
        try
        {
            var results = new List<float[]>();
            foreach (int threads in (int[])[1, 2, 5])
            {
                ComputeThreads.Count = threads;
                var result = new float[rows * columns];
                MatrixProduct.Multiply<float>(left, right, result, rows, inner, columns);
                results.Add(result);
            }

            Assert.Equal(results[0], results[1]);
            Assert.Equal(results[0], results[2]);
        }
        finally
        {
            ComputeThreads.Count = before;
        }
    }

    [Fact]
    public void A_warm_product_allocates_nothing()
    {
        float[] left = Numbers(64 * 80, seed: 8), right = Numbers(80 * 50, seed: 9), result = new float[64 * 50];
        long allocated = -1;
        for (int round = 0; round < 3; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            MatrixProduct.Multiply<float>(left, right, result, 64, 80, 50);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Infinity_and_NaN_stay_in_their_row_and_column()
    {
        float[] left = [1, float.NaN, 2, 3], right = [1, float.PositiveInfinity, 1, 1], result = new float[4];
        MatrixProduct.Multiply<float>(left, right, result, 2, 2, 2);
        Assert.Equal([float.NaN, float.NaN, 5, float.PositiveInfinity], result);
    }

    [Fact]
    public void An_empty_sum_is_zero_and_adds_nothing()
    {
        float[] result = [1, 2];
        MatrixProduct.Multiply<float>([], [], result, 1, 0, 2, ProductMode.Accumulate);
        Assert.Equal([1, 2], result);
        MatrixProduct.Multiply<float>([], [], result, 1, 0, 2);
        Assert.Equal([0, 0], result);
    }

    [Fact]
    public void A_span_of_another_length_is_named_with_both_lengths()
    {
        var exception = Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply<float>(new float[5], new float[6], new float[4], 2, 3, 2));
        Assert.Equal("The span has 5 elements, but its matrix has 2 · 3 = 6; pass exactly that many. (Parameter 'left')", exception.Message);
    }

    [Fact]
    public void A_result_that_overlaps_an_operand_is_refused()
    {
        var memory = new float[8];
        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply<float>(memory.AsSpan(0, 4), new float[4], memory.AsSpan(3, 4), 2, 2, 2));
    }

    private static unsafe float[] AtWidth<TVector, TRegister>(int rows, int inner, int columns)
        where TVector : struct
        where TRegister : struct, IProductRegister<TVector, float>
    {
        var result = new float[rows * columns];
        fixed (float* a = Numbers(rows * inner, seed: 10), b = Numbers(inner * columns, seed: 11), c = result)
        {
            ProductDriver<float, TVector, TRegister>.Run(
                new(a, inner, 1), new(b, columns, 1), new(c, columns, 1), new(rows, inner, columns), ProductMode.Overwrite);
        }

        return result;
    }

    // Around one, two and four registers of sixteen numbers, and a whole and a broken tile of six rows.
    private static IEnumerable<(int Rows, int Inner, int Columns)> Sizes() =>
        (from rows in Lengths
         from inner in Lengths
         from columns in Lengths
         select (rows, inner, columns))
        .Concat(
            from rows in (int[])[1, 2, 6, 7, 49, 70]
            from inner in (int[])[0, 1, 9, 70]
            from columns in (int[])[1, 47, 48, 49, 63, 64, 65, 70]
            select (rows, inner, columns));

    private static (int Left, int Right) Indices(string form, int i, int k, int j, int rows, int inner, int columns) => form switch
    {
        "A·B" => ((i * inner) + k, (k * columns) + j),
        "A·Bᵀ" => ((i * inner) + k, (j * inner) + k),
        _ => ((k * rows) + i, (k * columns) + j),
    };

    private static Product<T> ProductOf<T>(string form)
        where T : unmanaged => form switch
        {
            "A·B" => MatrixProduct.Multiply,
            "A·Bᵀ" => MatrixProduct.MultiplyByTransposed,
            _ => MatrixProduct.MultiplyTransposed,
        };

    private static float[] Transpose(float[] matrix, int rows, int columns)
    {
        var result = new float[matrix.Length];
        for (int i = 0; i < matrix.Length; i++)
        {
            result[((i % columns) * rows) + (i / columns)] = matrix[i];
        }

        return result;
    }

    private static float[] Numbers(int count, int seed) => Array.ConvertAll(Doubles(count, seed), x => (float)x);

    private static double[] Doubles(int count, int seed)
    {
        var random = new Random(seed);
        var numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = (random.NextDouble() * 2) - 1;
        }

        return numbers;
    }
}
