namespace LossKit.Tests;

public sealed unsafe class BlockSumTests
{
    public static TheoryData<int> LongLengths => [1023, 1024, 1025, 4096, 100_003];

    [Fact]
    public void Every_width_gives_the_same_bits_at_lengths_0_to_257()
    {
        for (var length = 0; length <= 257; length++)
        {
            CheckWidths(length);
        }
    }

    [Theory]
    [MemberData(nameof(LongLengths))]
    public void Every_width_gives_the_same_bits_at_long_lengths(int length) => CheckWidths(length);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(127)]
    [InlineData(129)]
    [InlineData(1000)]
    public void Whole_numbers_are_summed_exactly(int length)
    {
        // 1 + 2 + … + n = n (n + 1) / 2; every partial sum is an integer below 2^24.
        var values = Enumerable.Range(1, length).Select(i => (float)i).ToArray();
        fixed (float* p = values)
        {
            Assert.Equal(length * (length + 1) / 2, BlockSum.Sum<ScalarLane<float>, float>(p, length));
        }
    }

    [Fact]
    public void Blocks_added_in_order_are_accurate_at_a_million_floats()
    {
        var random = new Random(7);
        var values = Enumerable.Range(0, 1_000_000).Select(_ => (float)(random.NextDouble() * 3)).ToArray();
        decimal exact = 0;
        foreach (var value in values)
        {
            exact += (decimal)(double)value;
        }

        var total = default(CompensatedSum);
        fixed (float* p = values)
        {
            for (var start = 0; start < values.Length; start += BlockSum.BlockLength)
            {
                total += BlockSum.Sum<Lane128<float>, float>(p + start, Math.Min(BlockSum.BlockLength, values.Length - start));
            }
        }

        // Seven additions in float lose at most 2^-21 in relative terms, on average over random signs far less.
        Assert.Equal(1.0, total.Value / (double)exact, 1e-8);
    }

    [Fact]
    public void A_compensated_sum_keeps_what_a_plain_one_loses()
    {
        // Neumaier's example: a plain sum of 1, 1e100, 1, -1e100 is 0.
        var total = default(CompensatedSum);
        foreach (var value in (double[])[1, 1e100, 1, -1e100])
        {
            total += value;
        }

        Assert.Equal(2, total.Value);
    }

    [Theory]
    [InlineData(new[] { 1, double.PositiveInfinity, 2 }, double.PositiveInfinity)]
    [InlineData(new[] { double.NegativeInfinity, 1 }, double.NegativeInfinity)]
    [InlineData(new[] { double.PositiveInfinity, double.NegativeInfinity }, double.NaN)]
    [InlineData(new[] { 1, double.NaN, 1 }, double.NaN)]
    public void A_compensated_sum_of_what_is_not_finite_is_what_arithmetic_says(double[] values, double expected) =>
        Assert.Equal(expected, values.Aggregate(default(CompensatedSum), (total, value) => total + value).Value);

    private static void CheckWidths(int length)
    {
        var random = new Random(length);
        var doubles = Enumerable.Range(0, length).Select(_ => (random.NextDouble() - 0.3) * Math.Pow(10, random.Next(-8, 8))).ToArray();
        var singles = Array.ConvertAll(doubles, value => (float)value);
        fixed (double* d = doubles)
        fixed (float* s = singles)
        {
            Assert.Equal(BlockSum.Sum<ScalarLane<float>, float>(s, length), BlockSum.Sum<Lane128<float>, float>(s, length));
            Assert.Equal(BlockSum.Sum<ScalarLane<float>, float>(s, length), BlockSum.Sum<Lane256<float>, float>(s, length));
            Assert.Equal(BlockSum.Sum<ScalarLane<float>, float>(s, length), BlockSum.Sum<Lane512<float>, float>(s, length));
            Assert.Equal(BlockSum.Sum<ScalarLane<double>, double>(d, length), BlockSum.Sum<Lane128<double>, double>(d, length));
            Assert.Equal(BlockSum.Sum<ScalarLane<double>, double>(d, length), BlockSum.Sum<Lane256<double>, double>(d, length));
            Assert.Equal(BlockSum.Sum<ScalarLane<double>, double>(d, length), BlockSum.Sum<Lane512<double>, double>(d, length));
        }
    }
}
