namespace LossKit.Tests;

public sealed class HistogramTests
{
    [Fact]
    public void A_value_on_an_edge_counts_to_the_bin_above_and_at_the_end_to_the_last()
    {
        var histogram = Histogram.Of([-0.1, 0, 0.5, 1, 1.5, 2, 3, 3.1, 99], [0, 1, 2, 3]);

        Assert.Equal([2, 2, 2], histogram.Counts);
        Assert.Equal((1, 2, 9), (histogram.Below, histogram.Above, histogram.Count));
        Assert.Equal(2 / 9.0, histogram.Density(0), 1e-15);
    }

    [Fact]
    public void Edges_that_no_division_hits_decide_by_themselves()
    {
        var edges = Enumerable.Range(0, 11).Select(i => 0.1 * i).ToArray();

        var histogram = Histogram.Of(edges, edges);

        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 1, 1, 2], histogram.Counts);
    }

    [Fact]
    public void Densities_enclose_the_share_inside_the_edges()
    {
        var random = new SeededRandom(3);
        var values = Enumerable.Range(0, 1000).Select(_ => random.NextGaussian()).Append(1e6).ToArray();

        var edges = Histogram.EdgesFor(values);
        var histogram = Histogram.Of(values, edges);
        var area = Enumerable.Range(0, histogram.Counts.Count).Sum(bin => histogram.Density(bin) * (edges[bin + 1] - edges[bin]));

        Assert.Equal((1001 - histogram.Below - histogram.Above) / 1001.0, area, 1e-12);
        // One value a million away would leave all others in one bin.
        Assert.InRange(edges[^1], 1, 10);
        Assert.InRange(histogram.Counts.Count, 8, 60);
    }

    /// <summary>2·IQR/∛n of 0 … 999 is 2·499.5/10 = 99.9, so the range of 999 has 10 bins.</summary>
    [Fact]
    public void Bins_are_as_wide_as_the_rule_says() =>
        Assert.Equal(11, Histogram.EdgesFor(Enumerable.Range(0, 1000).Select(i => (double)i).ToArray()).Length);

    [Fact]
    public void Equal_values_have_a_bin_around_them()
    {
        Assert.All(new[] { 0.0, 7, -1e12 }, value =>
        {
            var histogram = Histogram.Of([value, value], Histogram.EdgesFor([value, value]));
            Assert.Equal((2, 0), (histogram.Counts.Sum(), histogram.Below + histogram.Above));
        });
    }

    [Fact]
    public void Edges_that_do_not_ascend_are_an_error() => Assert.Throws<ArgumentException>(() => Histogram.Of([1], [2, 2]));
}
