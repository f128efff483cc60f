namespace LossKit.Tests;

/// <summary>Every register width gives the same bits, at every length.</summary>
public sealed class LaneWidthLaws
{
    private const int LongestLength = 257;
    private const int MostClasses = 70;
    private const int SeveralBlocks = 2500;

    [Theory]
    [MemberData(nameof(LossCases.ByElement), MemberType = typeof(LossCases))]
    public void All_widths_agree_at_every_length(string name)
    {
        var @case = LossCases.Find(name);
        for (var length = 0; length <= LongestLength; length++)
        {
            Compare(@case, @case.Sample(length, 3, seed: length));
        }

        Compare(@case, @case.Sample(SeveralBlocks, 3, seed: SeveralBlocks));
    }

    [Theory]
    [MemberData(nameof(LossCases.ByClass), MemberType = typeof(LossCases))]
    public void All_widths_agree_at_every_number_of_classes(string name)
    {
        var @case = LossCases.Find(name);
        var leastClasses = @case.Options.Contains("others", StringComparison.Ordinal) ? 2 : 1;
        for (var classes = leastClasses; classes <= MostClasses; classes++)
        {
            Compare(@case, @case.Sample(3, classes, seed: classes));
        }

        Compare(@case, @case.Sample(SeveralBlocks, 10, seed: SeveralBlocks));
    }

    [Fact]
    public void The_widest_register_is_the_one_that_the_environment_leaves()
    {
        var widest = LaneDispatch.Widest;
        if (IsOff("DOTNET_EnableHWIntrinsic"))
        {
            Assert.Equal(LaneWidth.Scalar, widest);
        }
        else if (IsOff("DOTNET_EnableAVX2"))
        {
            Assert.True(widest <= LaneWidth.Bits128);
        }
        else if (IsOff("DOTNET_EnableAVX512"))
        {
            Assert.True(widest <= LaneWidth.Bits256);
        }
        else
        {
            Assert.Equal(System.Runtime.Intrinsics.Vector128.IsHardwareAccelerated, widest != LaneWidth.Scalar);
        }
    }

    private static bool IsOff(string variable) => Environment.GetEnvironmentVariable(variable) == "0";

    private static void Compare(LossCase @case, Dictionary<string, NamedArray> inputs)
    {
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var loss = @case.Make(inputs);
            var scalar = loss.Evaluate(inputs, precision, @case.Everything, LaneWidth.Scalar);
            foreach (var width in (LaneWidth[])[LaneWidth.Bits128, LaneWidth.Bits256, LaneWidth.Bits512])
            {
                var wide = loss.Evaluate(inputs, precision, @case.Everything, width);
                Bits.Same(scalar, wide, $"{@case} [{string.Join(',', inputs["prediction"].Shape)}] {precision} {width}");
            }
        }
    }
}
