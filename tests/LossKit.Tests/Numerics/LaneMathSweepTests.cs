using Xunit.Abstractions;

namespace LossKit.Tests;

/// <summary>Every function over all floats, one bit pattern in 997, NaN and infinities among them, against double precision.</summary>
public sealed class LaneMathSweepTests(ITestOutputHelper output)
{
    private const uint Step = 997;
    private const int Batch = 1 << 14;

    /// <summary>How far the reference itself may be off, in float spacings.</summary>
    private const double ReferenceError = 0.001;

    public static TheoryData<string> Names => [.. LaneFunction.All.Select(function => function.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Float_results_are_within_the_stated_error_over_all_floats(string name)
    {
        var function = LaneFunction.Named(name);
        var reference = Reference(name);
        var x = new float[Batch];
        var y = new float[Batch];
        var worst = (Error: 0.0, X: 0f, Y: 0f);
        for (ulong bits = 0; bits <= uint.MaxValue;)
        {
            for (var i = 0; i < Batch; i++, bits += Step)
            {
                x[i] = BitConverter.UInt32BitsToSingle((uint)bits);
                y[i] = SecondArgument(i, x[i]);
            }

            var actual = function.Single(x, y, LaneDispatch.Widest);
            for (var i = 0; i < Batch; i++)
            {
                var error = Ulp.Error(actual[i], reference(x[i], y[i]));
                worst = error > worst.Error ? (error, x[i], y[i]) : worst;
            }
        }

        output.WriteLine($"largest error {worst.Error:F3} ulp at {worst.X:G9}, {worst.Y:G9}");
        Assert.True(
            worst.Error <= function.SingleBound + ReferenceError,
            $"An error of {worst.Error:F3} ulp at {worst.X:G9}, {worst.Y:G9}; {function.SingleBound} is stated.");
    }

    /// <summary>Exponents that spread the powers over all results, and simple ones.</summary>
    private static float SecondArgument(int i, float x) => (i % 8) switch
    {
        0 => 2,
        1 => -0.5f,
        2 => 0,
        3 => float.PositiveInfinity,
        _ => (float)(((i % 311) - 160) / Math.Abs(Math.Log(Math.Abs(x)))),
    };

    private static Func<double, double, double> Reference(string name) => name switch
    {
        "exp" => (x, _) => Math.Exp(x),
        "expm1" => (x, _) => DoubleReference.Expm1(x),
        "log" => (x, _) => Math.Log(x),
        "log1p" => (x, _) => DoubleReference.Log1p(x),
        "tanh" => (x, _) => Math.Tanh(x),
        "sigmoid" => (x, _) => DoubleReference.Sigmoid(x),
        "softplus" => (x, _) => DoubleReference.Softplus(x),
        "logcosh" => (x, _) => DoubleReference.LogCosh(x),
        "atan" => (x, _) => Math.Atan(x),
        "pow" => DoubleReference.Pow,
        "stirling" => (x, _) => DoubleReference.StirlingRemainder(x),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No reference in double precision is given for it."),
    };
}
