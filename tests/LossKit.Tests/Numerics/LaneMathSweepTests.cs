using Xunit.Abstractions;

namespace LossKit.Tests;

/// <summary>
/// Every function over all floats, NaN and infinities among them, against double precision: one bit pattern in 997, or every one of
/// the 2³² with LOSSKIT_EXHAUSTIVE=1 (of two arguments, one in 61).
/// </summary>
public sealed class LaneMathSweepTests(ITestOutputHelper output)
{
    private const int Batch = 1 << 14;
    private const int Parts = 256;

    /// <summary>How far the reference itself may be off, in float spacings.</summary>
    private const double ReferenceError = 0.001;

    public static TheoryData<string> Names => [.. LaneFunction.All.Select(function => function.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Float_results_are_within_the_stated_error_over_all_floats(string name)
    {
        var function = LaneFunction.Named(name);
        var step = (uint)ExhaustiveRun.Choose(997, name == "pow" ? 61 : 1);
        var found = new (double Error, float X, float Y)[Parts];
        Parallel.For(0, Parts, new() { MaxDegreeOfParallelism = 2 }, part =>
        {
            var length = (1UL << 32) / Parts;
            var start = (((ulong)part * length) + step - 1) / step * step;
            found[part] = Worst(function, name, start, ((ulong)part + 1) * length, step);
        });
        var worst = found.MaxBy(entry => entry.Error);
        output.WriteLine($"{name}: largest error {worst.Error:F3} ulp at {worst.X:G9}, {worst.Y:G9}");
        Assert.True(
            worst.Error <= function.SingleBound + ReferenceError,
            $"An error of {worst.Error:F3} ulp at {worst.X:G9}, {worst.Y:G9}; {function.SingleBound} is stated.");
    }

    /// <summary>The largest error over the bit patterns from start to end. Where the range ends, the last batch repeats its end.</summary>
    private static (double Error, float X, float Y) Worst(LaneFunction function, string name, ulong start, ulong end, uint step)
    {
        var reference = Reference(name);
        var x = new float[Batch];
        var y = new float[Batch];
        var worst = (Error: -1.0, X: 0f, Y: 0f);
        for (var bits = start; bits < end;)
        {
            for (var i = 0; i < Batch; i++, bits += step)
            {
                x[i] = BitConverter.UInt32BitsToSingle((uint)Math.Min(bits, end - 1));
                y[i] = SecondArgument(i, x[i], name);
            }

            var actual = function.Single(x, y, LaneDispatch.Widest);
            for (var i = 0; i < Batch; i++)
            {
                var error = Ulp.Error(actual[i], reference(x[i], y[i]));
                worst = error > worst.Error ? (error, x[i], y[i]) : worst;
            }
        }

        return worst;
    }

    /// <summary>Exponents that spread the powers over all results, and simple ones.</summary>
    private static float SecondArgument(int i, float x, string name) => name != "pow" ? 0 : (i % 8) switch
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
