namespace LossKit.Tests;

public sealed class DomainBoundsTests
{
    [Fact]
    public void Bounds_that_belong_are_themselves()
    {
        Assert.Equal((0f, 1f), Domain.UnitInterval.Bounds<float>());
        Assert.Equal((-1.0, 1.0), Domain.Signs.Bounds<double>());
        Assert.Equal((float.NegativeInfinity, float.PositiveInfinity), Domain.Real.Bounds<float>());
        Assert.Equal((0.0, double.PositiveInfinity), Domain.NonNegative.Bounds<double>());
    }

    [Fact]
    public void A_bound_that_does_not_belong_gives_its_neighbour_inside()
    {
        Assert.Equal((float.Epsilon, float.PositiveInfinity), Domain.Positive.Bounds<float>());
        Assert.Equal((double.Epsilon, Math.BitDecrement(1.0)), Domain.Between(0, 1).Bounds<double>());
        Assert.Equal((float.Epsilon, MathF.BitDecrement(1f)), Domain.Between(0, 1).Bounds<float>());
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(-0.1)]
    public void A_bound_that_the_element_type_rounds_is_rounded_inwards(double bound)
    {
        var least = Domain.Above(bound).Bounds<float>().Least;
        Assert.True(least > bound);
        Assert.True(MathF.BitDecrement(least) <= bound);
        var greatest = Domain.Between(-1, bound).Bounds<float>().Greatest;
        Assert.True(greatest < bound);
        Assert.True(MathF.BitIncrement(greatest) >= bound);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(200)]
    [InlineData(299)]
    public void A_scan_finds_the_first_number_outside_and_lets_NaN_pass(int place)
    {
        foreach (var (domain, inside, outside) in Samples())
        {
            var values = new float[300];
            Array.Fill(values, (float)inside);
            values[3] = float.NaN;
            Assert.Equal(-1, DomainScan.FirstOutside<float>(values, domain));
            values[place] = (float)outside;
            values[299] = (float)outside;
            Assert.Equal(place, DomainScan.FirstOutside<float>(values, domain));
        }
    }

    private static (Domain Domain, double Inside, double Outside)[] Samples() =>
    [
        (Domain.UnitInterval, 1, 1.5),
        (Domain.UnitInterval, 0, -0.5),
        (Domain.NonNegative, double.PositiveInfinity, -1e-30),
        (Domain.Positive, 1e-30, 0),
        (Domain.Between(0, 1), 0.5, 1),
        (Domain.Between(0, 1), 0.5, 0),
        (Domain.ZeroOrOne, 1, 0.5),
        (Domain.Signs, -1, 0),
        (Domain.Signs, 1, 2),
    ];
}
