namespace LossKit.Tests;

/// <summary>The derivative that comes with ln cosh: tanh, which has to keep its digits near 0 and near ±1 without a polynomial of its own.</summary>
public sealed class LogCoshSlopeTests
{
    private const double Bound = 2.5;
    private const int Step = 997;

    public static TheoryData<double, double> Limits => new()
    {
        { 0, 0 },
        { -0.0, -0.0 },
        { 1e30, 1 },
        { double.PositiveInfinity, 1 },
        { double.NegativeInfinity, -1 },
        { double.NaN, double.NaN },
        { double.Epsilon, double.Epsilon },
    };

    [Fact]
    public void Float_slopes_are_within_the_stated_error_over_all_floats()
    {
        var x = Enumerable.Range(0, (int)(uint.MaxValue / Step)).Select(i => BitConverter.UInt32BitsToSingle((uint)i * Step)).ToArray();
        var actual = LaneRunner.Map<Slope, float>(x, x, LaneDispatch.Widest);
        var worst = x.Zip(actual).MaxBy(pair => Ulp.Error(pair.Second, Math.Tanh(pair.First)));
        var error = Ulp.Error(worst.Second, Math.Tanh(worst.First));
        Assert.True(error <= Bound, $"An error of {error:F3} ulp at {worst.First:G9}; {Bound} is stated.");
    }

    [Fact]
    public void Double_slopes_are_within_the_stated_error()
    {
        // Evenly over where tanh is neither its argument nor ±1, and over many exponents below.
        var random = new Random(1);
        var x = Enumerable.Range(0, 50_000)
            .Select(i => i % 2 == 0 ? (random.NextDouble() * 40) - 20 : Math.ScaleB(1 + random.NextDouble(), -random.Next(300)))
            .ToArray();
        var actual = LaneRunner.Map<Slope, double>(x, x, LaneDispatch.Widest);
        var worst = x.Zip(actual).MaxBy(pair => Error(pair.Second, pair.First));
        Assert.True(Error(worst.Second, worst.First) <= Bound, $"An error of {Error(worst.Second, worst.First):F3} ulp at {worst.First:R}.");
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public void Limits_are_those_of_tanh_at_every_width(double x, double expected)
    {
        foreach (var width in LaneRunner.Widths)
        {
            var actual = LaneRunner.Map<Slope, double>([x], [x], width)[0];
            Assert.Equal(expected, actual);
            Assert.True(double.IsNaN(x) || double.IsNegative(actual) == double.IsNegative(x));
        }
    }

    private static double Error(double actual, double x) => Ulp.Error(actual, DoubleDoubleReference.Tanh(x));

    private readonly struct Slope : ILaneFunction
    {
        public static TLane Apply<TLane>(TLane x, TLane y)
            where TLane : struct, ILane<TLane>
        {
            LaneMath.LogCoshOfDecline(x, LaneMath.DoubledDecline(x), out _, out var slope);
            return slope;
        }
    }
}
