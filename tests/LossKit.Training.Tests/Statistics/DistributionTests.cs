namespace LossKit.Tests;

public sealed class DistributionTests
{
    /// <summary>
    /// SciPy's documentation of skew has these numbers and the skewness 0.2650554122698573; mean, deviation and kurtosis follow from
    /// the power sums 33, 247, 2043 and 17491 in exact arithmetic. Quantiles by hand from 0 0 1 2 4 8 9 9.
    /// </summary>
    [Fact]
    public void The_shape_is_that_of_the_textbook()
    {
        var shape = Distribution.Of([2, 8, 0, 4, 1, 9, 9, 0]);
        Assert.Equal(8, shape.Count);
        Assert.Equal([0, 0, 0.75, 3, 8.25, 9, 9], new[] { shape.Minimum, shape.Quantile05, shape.Quantile25, shape.Median, shape.Quantile75, shape.Quantile95, shape.Maximum });
        Assert.Equal(4.125, shape.Mean);
        Assert.Equal(Math.Sqrt(887 / 56.0), shape.StandardDeviation, 1e-14);
        Assert.Equal(0.2650554122698573, shape.Skewness, 1e-14);
        Assert.Equal(-1.6660010752838508, shape.ExcessKurtosis, 1e-14);
    }

    [Fact]
    public void Symmetric_numbers_have_no_skewness_and_two_points_the_least_kurtosis()
    {
        var shape = Distribution.Of([-1, 1, -1, 1]);
        Assert.Equal(0, shape.Skewness);
        Assert.Equal(-2, shape.ExcessKurtosis);
    }

    [Fact]
    public void Equal_numbers_have_no_shape()
    {
        var shape = Distribution.Of([0.1, 0.1, 0.1]);
        Assert.Equal(0.1, shape.Mean);
        Assert.Equal(0, shape.StandardDeviation);
        Assert.Equal(double.NaN, shape.Skewness);
        Assert.Equal(double.NaN, shape.ExcessKurtosis);
        Assert.Equal(double.NaN, Distribution.Of([3]).StandardDeviation);
    }

    [Fact]
    public void What_has_no_distribution_is_an_error()
    {
        Assert.Throws<ArgumentException>(() => Distribution.Of([]));
        Assert.StartsWith("values[1] is NaN", Assert.Throws<ArgumentException>(() => Distribution.Of([1, double.NaN])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Quantiles_are_interpolated()
    {
        Assert.Equal(1.75, Quantiles.OfSorted([1, 2, 3, 4], 0.25));
        Assert.Equal(2.5, Quantiles.OfSorted([1, 2, 3, 4], 0.5));
        Assert.Equal(4, Quantiles.OfSorted([1, 2, 3, 4], 1));
        Assert.Equal(7, Quantiles.OfSorted([7], 0.3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.OfSorted([1], 1.1));
        Assert.Throws<ArgumentException>(() => Quantiles.OfSorted([], 0.5));
    }
}
