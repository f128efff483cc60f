namespace LossKit.Tests;

public sealed class RobustStatisticsTests
{
    // Distances from the median 3: 2, 1, 0, 1, 97; their median is 1.
    [Fact]
    public void A_far_value_moves_neither_median_nor_spread()
    {
        double[] values = [1, 2, 3, 4, 100];

        var spread = RobustSpread.Of(values);

        Assert.Equal(3, spread.Median);
        Assert.Equal(1.4826, spread.Deviation, 1e-4);
        Assert.Equal(0.2, spread.ShareBeyond(values, 4));
    }

    [Fact]
    public void Values_that_are_mostly_the_same_have_no_far_ones()
    {
        double[] values = [5, 5, 5, 5, 9];

        Assert.Equal(0, RobustSpread.Of(values).Deviation);
        Assert.Equal(0, RobustSpread.Of(values).ShareBeyond(values, 4));
    }

    // By hand: ranks 1 2 3 4 against 1 2 4 3, and a curve that rises throughout.
    [Fact]
    public void Ranks_are_correlated_whatever_the_curve()
    {
        Assert.Equal(0.8, RankCorrelation.Of([1, 2, 3, 4], [10, 20, 40, 30]), 1e-12);
        Assert.Equal(1, RankCorrelation.Of([1, 2, 3, 4], [1, 10, 100, 1e9]), 1e-12);
        Assert.Equal(-1, RankCorrelation.Of([1, 2, 3], [3, 2, 1]), 1e-12);
    }

    // Ranks 1.5 1.5 3 against 1 2 3: 1.5 / √(1.5 · 2).
    [Fact]
    public void Ties_share_their_rank()
    {
        Assert.Equal(1.5 / Math.Sqrt(3), RankCorrelation.Of([7, 7, 8], [1, 2, 3]), 1e-12);
        Assert.Equal(0, RankCorrelation.Of([7, 7, 7], [1, 2, 3]));
        Assert.Equal(0, RankCorrelation.Of([], []));
        Assert.Throws<ArgumentException>(() => RankCorrelation.Of([1, 2], [1]));
    }
}
