using Xunit.Abstractions;

namespace LossKit.Tests;

/// <summary>
/// Every function in double precision on many points, against 30 digits: a hundred thousand of them, or five million with
/// LOSSKIT_EXHAUSTIVE=1. Where results are subnormal, overflow or are no numbers, <see cref="LaneMathReferenceTests"/> has the cases.
/// </summary>
public sealed class LaneMathDoubleSweepTests(ITestOutputHelper output)
{
    private const int Batch = 5000;

    /// <summary>Two doubles hold a result fully from here on.</summary>
    private const double Least = 1e-290;

    public static TheoryData<string> Names => [.. LaneFunction.All.Select(function => function.Name).Where(name => name != "stirling")];

    [Theory]
    [MemberData(nameof(Names))]
    public void Double_results_are_within_the_stated_error(string name)
    {
        var function = LaneFunction.Named(name);
        var reference = Reference(name);
        var found = new (double Error, double X, double Y, int Count)[ExhaustiveRun.Choose(20, 1000)];
        Parallel.For(0, found.Length, new() { MaxDegreeOfParallelism = 2 }, part =>
        {
            var random = new Random(part);
            var y = Enumerable.Range(0, Batch).Select(_ => (random.NextDouble() * 20) - 10).ToArray();
            var x = y.Select((exponent, i) => Argument(random, name, i, exponent)).ToArray();
            var actual = function.Double(x, y, LaneDispatch.Widest);
            var worst = (Error: -1.0, X: 0.0, Y: 0.0, Count: 0);
            for (var i = 0; i < Batch; i++)
            {
                if (Math.Abs(actual[i]) is >= Least and <= double.MaxValue && Math.Abs(x[i]) >= Least)
                {
                    var error = Ulp.Error(actual[i], reference(x[i], y[i]));
                    var count = worst.Count + 1;
                    worst = error > worst.Error ? (error, x[i], y[i], count) : (worst.Error, worst.X, worst.Y, count);
                }
            }

            found[part] = worst;
        });
        var worst = found.MaxBy(entry => entry.Error);
        output.WriteLine($"{name}: {found.Sum(entry => entry.Count)} points, largest error {worst.Error:F3} ulp at {worst.X:R}, {worst.Y:R}");
        Assert.True(found.Sum(entry => entry.Count) > found.Length * Batch / 3, "Too few points had a result to compare.");
        Assert.True(
            worst.Error <= function.DoubleBound,
            $"An error of {worst.Error:F3} ulp at {worst.X:R}, {worst.Y:R}; {function.DoubleBound} is stated.");
    }

    /// <summary>Around 0 and 1, over the range of the function, and over many exponents.</summary>
    private static double Argument(Random random, string name, int i, double exponent)
    {
        var unit = (random.NextDouble() * 2) - 1;
        var x = (i % 4) switch
        {
            0 => unit,
            1 => unit * 4,
            2 => unit * (name is "pow" ? Math.Exp(680 / Math.Abs(exponent)) : 700),
            _ => unit * Math.Pow(10, random.Next(-300, 3)),
        };
        return name switch
        {
            "log" or "pow" => Math.Abs(x),
            "log1p" => x <= -1 ? -x : x,
            _ => x,
        };
    }

    private static Func<double, double, DoubleDouble> Reference(string name) => name switch
    {
        "exp" => (x, _) => DoubleDoubleReference.Exp(x),
        "expm1" => (x, _) => DoubleDoubleReference.Expm1(x),
        "log" => (x, _) => DoubleDoubleReference.Log(x),
        "log1p" => (x, _) => DoubleDoubleReference.Log1p(x),
        "tanh" => (x, _) => DoubleDoubleReference.Tanh(x),
        "sigmoid" => (x, _) => DoubleDoubleReference.Sigmoid(x),
        "softplus" => (x, _) => DoubleDoubleReference.Softplus(x),
        "logcosh" => (x, _) => DoubleDoubleReference.LogCosh(x),
        "atan" => (x, _) => DoubleDoubleReference.Atan(x),
        "pow" => DoubleDoubleReference.Pow,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No sharper reference is given for it."),
    };
}
