namespace LossKit.Tests;

public sealed class MultiplyOrZeroTests
{
    /// <summary>The rule itself: 0 beats infinity, NaN beats 0, everything else is a product.</summary>
    [Theory]
    [InlineData(0.0, double.PositiveInfinity, 0.0)]
    [InlineData(double.NegativeInfinity, 0.0, 0.0)]
    [InlineData(0.0, 3.0, 0.0)]
    [InlineData(0.0, double.NaN, double.NaN)]
    [InlineData(double.NaN, 0.0, double.NaN)]
    [InlineData(double.PositiveInfinity, -2.0, double.NegativeInfinity)]
    [InlineData(1.5, -2.0, -3.0)]
    public void Zero_times_infinity_is_zero(double left, double right, double expected)
    {
        foreach (var width in LaneRunner.Widths)
        {
            Assert.Equal(expected, LaneRunner.Map<Product, double>([left], [right], width)[0]);
            Assert.Equal((float)expected, LaneRunner.Map<Product, float>([(float)left], [(float)right], width)[0]);
        }
    }

    private readonly struct Product : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane> => LaneMath.MultiplyOrZero(x, y);
    }
}
