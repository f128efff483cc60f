using System.Globalization;
using Xunit.Abstractions;

namespace LossKit.Tests;

/// <summary>
/// Every function against exact values: reference/lane_math.txt, which reference/lane_math.py computes with 60 digits. The cases lie
/// over all exponents, around each function's thresholds, and where results turn subnormal or overflow.
/// </summary>
public sealed class LaneMathReferenceTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. LaneFunction.All.Select(function => function.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Float_results_are_within_the_stated_error(string name)
    {
        var function = LaneFunction.Named(name);
        var cases = Section(name + " float");
        var x = cases.Select(c => BitConverter.UInt32BitsToSingle(Convert.ToUInt32(c[0], 16))).ToArray();
        var y = cases.Select(c => BitConverter.UInt32BitsToSingle(Convert.ToUInt32(c[^3], 16))).ToArray();
        var actual = function.Single(x, y, LaneDispatch.Widest);
        Check(cases, function.SingleBound, i =>
            Ulp.Ordinal(actual[i]) - Ulp.Ordinal(BitConverter.UInt32BitsToSingle(Convert.ToUInt32(cases[i][^2], 16))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Double_results_are_within_the_stated_error(string name)
    {
        var function = LaneFunction.Named(name);
        var cases = Section(name + " double");
        var x = cases.Select(c => BitConverter.UInt64BitsToDouble(Convert.ToUInt64(c[0], 16))).ToArray();
        var y = cases.Select(c => BitConverter.UInt64BitsToDouble(Convert.ToUInt64(c[^3], 16))).ToArray();
        var actual = function.Double(x, y, LaneDispatch.Widest);
        Check(cases, function.DoubleBound, i =>
            Ulp.Ordinal(actual[i]) - Ulp.Ordinal(BitConverter.UInt64BitsToDouble(Convert.ToUInt64(cases[i][^2], 16))));
    }

    /// <summary>The cases of a section; a function of one argument has it twice in effect, as x and as the ignored y.</summary>
    private static string[][] Section(string title)
    {
        var lines = ReferenceFile.Lines("lane_math.txt");
        var start = Array.IndexOf(lines, title);
        Assert.True(start >= 0, $"The reference file has no section '{title}'.");
        var cases = lines.Skip(start + 1).Select(line => line.Split(' ')).TakeWhile(fields => fields.Length > 2).ToArray();
        Assert.True(cases.Length > 100, $"Section '{title}' has only {cases.Length} cases.");
        return cases;
    }

    private void Check(string[][] cases, double bound, Func<int, double> distance)
    {
        var errors = cases.Select((fields, i) =>
            Math.Abs(distance(i) - double.Parse(fields[^1], CultureInfo.InvariantCulture))).ToArray();
        var worst = Array.IndexOf(errors, errors.Max());
        output.WriteLine($"{cases.Length} cases, largest error {errors[worst]:F3} ulp at {string.Join(' ', cases[worst])}");
        Assert.True(errors[worst] <= bound, $"An error of {errors[worst]:F3} ulp at {string.Join(' ', cases[worst])}; {bound} is stated.");
    }
}
