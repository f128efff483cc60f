namespace LossKit.Tests;

/// <summary>Zeros, infinities, NaN, and results at the ends of the range, for both element types.</summary>
public sealed class LaneMathSpecialValueTests
{
    private const double Infinity = double.PositiveInfinity;

    /// <summary>Function, x, y, the exact result: limits and definitions of the functions, as in IEEE 754-2019, section 9.2.</summary>
    public static TheoryData<string, double, double, double> Cases => new()
    {
        { "exp", 0.0, 0, 1 },
        { "exp", -0.0, 0, 1 },
        { "exp", Infinity, 0, Infinity },
        { "exp", -Infinity, 0, 0 },
        { "exp", 1e30, 0, Infinity },
        { "exp", -1e30, 0, 0 },
        { "expm1", 0.0, 0, 0.0 },
        { "expm1", -0.0, 0, -0.0 },
        { "expm1", Infinity, 0, Infinity },
        { "expm1", -Infinity, 0, -1 },
        { "expm1", -1e30, 0, -1 },
        { "log", 0.0, 0, -Infinity },
        { "log", -0.0, 0, -Infinity },
        { "log", 1, 0, 0.0 },
        { "log", Infinity, 0, Infinity },
        { "log", -1, 0, double.NaN },
        { "log", -Infinity, 0, double.NaN },
        { "log1p", 0.0, 0, 0.0 },
        { "log1p", -0.0, 0, -0.0 },
        { "log1p", -1, 0, -Infinity },
        { "log1p", -2, 0, double.NaN },
        { "log1p", Infinity, 0, Infinity },
        { "log1p", -Infinity, 0, double.NaN },
        { "tanh", 0.0, 0, 0.0 },
        { "tanh", -0.0, 0, -0.0 },
        { "tanh", Infinity, 0, 1 },
        { "tanh", -Infinity, 0, -1 },
        { "sigmoid", 0.0, 0, 0.5 },
        { "sigmoid", -0.0, 0, 0.5 },
        { "sigmoid", Infinity, 0, 1 },
        { "sigmoid", -Infinity, 0, 0 },
        { "softplus", Infinity, 0, Infinity },
        { "softplus", -Infinity, 0, 0 },
        { "logcosh", 0.0, 0, 0 },
        { "logcosh", -0.0, 0, 0 },
        { "logcosh", Infinity, 0, Infinity },
        { "logcosh", -Infinity, 0, Infinity },
        { "atan", 0.0, 0, 0.0 },
        { "atan", -0.0, 0, -0.0 },
        { "pow", 0, 0, 1 },
        { "pow", 0, 2, 0 },
        { "pow", 0, -2, Infinity },
        { "pow", 0, Infinity, 0 },
        { "pow", -0.0, 0.5, 0 },
        { "pow", 1, Infinity, 1 },
        { "pow", 1, double.NaN, 1 },
        { "pow", double.NaN, 0, 1 },
        { "pow", 2, Infinity, Infinity },
        { "pow", 2, -Infinity, 0 },
        { "pow", 0.5, Infinity, 0 },
        { "pow", 0.5, -Infinity, Infinity },
        { "pow", Infinity, 2, Infinity },
        { "pow", Infinity, -2, 0 },
        { "pow", Infinity, 0, 1 },
        { "pow", 2, double.NaN, double.NaN },
        { "pow", -1, 2, double.NaN },
        { "pow", 1e30, 1e30, Infinity },
        { "pow", 1e30, -1e30, 0 },
        { "pow", 3, 2, 9 },
        { "pow", 4, 0.5, 2 },
        { "stirling", Infinity, 0, 0 },
        { "stirling", 0.5, 0, double.NaN },
        { "stirling", -3, 0, double.NaN },
    };

    public static TheoryData<string> Names => [.. LaneFunction.All.Select(function => function.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Defined_results_come_out_exactly_at_every_width(string name, double x, double y, double expected)
    {
        var function = LaneFunction.Named(name);
        foreach (var width in LaneRunner.Widths)
        {
            var actual = function.Double(Repeat(x), Repeat(y), width);
            Assert.All(actual, value => Assert.Equal(expected, value));
            Assert.All(actual, value => Assert.True(double.IsNaN(value) || double.IsNegative(expected) == double.IsNegative(value)));
            Assert.All(function.Single(Repeat((float)x), Repeat((float)y), width), value => Assert.Equal((float)expected, value));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nan_stays_nan(string name)
    {
        var function = LaneFunction.Named(name);
        foreach (var width in LaneRunner.Widths)
        {
            Assert.All(function.Double(Repeat(double.NaN), Repeat(2.0), width), value => Assert.True(double.IsNaN(value)));
            Assert.All(function.Single(Repeat(float.NaN), Repeat(2f), width), value => Assert.True(float.IsNaN(value)));
        }
    }

    [Fact]
    public void Small_results_are_neither_flushed_nor_cancelled()
    {
        // ln(1 + e^-700) = e^-700 and ln cosh x = x²/2 to double precision; e^-700 is 9.8596765437597708e-305.
        Assert.Equal(9.8596765437597708e-305, LaneFunction.Named("softplus").Double([-700], [0], LaneWidth.Scalar)[0], 1e-319);
        Assert.Equal(5e-31, LaneFunction.Named("logcosh").Double([1e-15], [0], LaneWidth.Scalar)[0], 1e-46);
        Assert.Equal(5e-61, LaneFunction.Named("logcosh").Double([1e-30], [0], LaneWidth.Scalar)[0], 1e-76);
        Assert.Equal(0f, LaneFunction.Named("logcosh").Single([1e-30f], [0], LaneWidth.Scalar)[0]);
        Assert.Equal(5e-41f, LaneFunction.Named("logcosh").Single([1e-20f], [0], LaneWidth.Scalar)[0]);
    }

    private static T[] Repeat<T>(T value)
    {
        var values = new T[17];
        Array.Fill(values, value);
        return values;
    }
}
