namespace LossKit.Tests;

/// <summary>The same arguments give the same bits at every register width, at every length.</summary>
public sealed class LaneMathWidthTests
{
    private static readonly float[] SpecialSingles =
    [
        0f, -0f, 1f, -1f, float.Epsilon, -float.Epsilon, 1.1754944e-38f, 1.1754942e-38f, float.MaxValue, float.MinValue,
        float.PositiveInfinity, float.NegativeInfinity, float.NaN, 88.72283f, 88.72284f, -87.33655f, -103.97208f, -104f, 0.625f, 0.75f,
    ];

    public static TheoryData<string> Names => [.. LaneFunction.All.Select(function => function.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_width_gives_the_same_bits(string name)
    {
        var function = LaneFunction.Named(name);
        foreach (var length in Enumerable.Range(0, 70).Append(5000))
        {
            var random = new Random(length);
            var x = Enumerable.Range(0, length).Select(i => Argument(random, i)).ToArray();
            var y = Enumerable.Range(0, length).Select(_ => Argument(random, random.Next())).ToArray();
            var singles = LaneRunner.Widths.Select(width => function.Single(ToSingle(x), ToSingle(y), width)).ToArray();
            var doubles = LaneRunner.Widths.Select(width => function.Double(x, y, width)).ToArray();
            for (var width = 1; width < singles.Length; width++)
            {
                Assert.Equal(singles[0].Select(Bits), singles[width].Select(Bits));
                Assert.Equal(doubles[0].Select(Bits), doubles[width].Select(Bits));
            }
        }
    }

    // Special values, ordinary ones, and any exponent.
    private static double Argument(Random random, int i) => (i % 3) switch
    {
        0 => SpecialSingles[random.Next(SpecialSingles.Length)],
        1 => (random.NextDouble() * 40) - 20,
        _ => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
    };

    private static float[] ToSingle(double[] values) => Array.ConvertAll(values, value => (float)value);

    // A NaN's sign and payload are unspecified.
    private static uint Bits(float value) => BitConverter.SingleToUInt32Bits(float.IsNaN(value) ? float.NaN : value);

    private static ulong Bits(double value) => BitConverter.DoubleToUInt64Bits(double.IsNaN(value) ? double.NaN : value);
}
