namespace LossKit.Tests;

/// <summary>
/// The bits of every loss are those on record, on every register width that the runtime can be told to use and on any number of threads.
/// The record is written anew by <c>dotnet run -c Release --project tests/LossKit.Tests -- write-golden FILE</c>, see CONTRIBUTING.md.
/// </summary>
public sealed class GoldenTests
{
    private static readonly string[] Record = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Golden", "reference", "hashes.txt"));

    [Theory]
    [InlineData(null, LaneWidth.Bits512, GoldenOptions.All, new[] { 1, 2, 3, 8 })]
    [InlineData("DOTNET_EnableAVX512", LaneWidth.Bits256, GoldenOptions.Defaults, new[] { 2 })]
    [InlineData("DOTNET_EnableAVX2", LaneWidth.Bits128, GoldenOptions.Defaults, new[] { 2 })]
    [InlineData("DOTNET_EnableHWIntrinsic", LaneWidth.Scalar, GoldenOptions.Defaults, new[] { 2 })]
    public async Task Every_loss_has_the_bits_on_record(string? switchedOff, LaneWidth widest, GoldenOptions options, int[] threads)
    {
        var outcome = await ChildRun.StartAsync(ChildRun.Golden, switchedOff, [$"{options}", .. threads.Select(count => $"{count}")]);

        Assert.True(outcome.ExitCode == 0, outcome.Error);
        var registers = Enum.Parse<LaneWidth>(outcome.Lines[0][GoldenRun.Registers.Length..]);
        Assert.True(registers <= widest, $"{switchedOff}=0 leaves {registers}: the setting does nothing");
        var names = Names(options).ToHashSet();
        var expected = Record.Where(line => names.Contains(NameOf(line))).ToArray();
        var blocks = outcome.Lines.Skip(1).Chunk(expected.Length + 1).ToArray();
        Assert.Equal(threads.Select(count => $"{GoldenRun.Threads}{count}"), blocks.Select(block => block[0]));
        Assert.All(blocks, block => AssertRecorded(expected, block));
    }

    [Fact]
    public void The_record_has_every_case_in_both_types() =>
        Assert.Equal(Names(GoldenOptions.All), Record.Select(NameOf));

    [Fact]
    public void A_hash_tells_signs_of_zero_and_order_apart_but_not_one_NaN_from_another()
    {
        Assert.NotEqual(Of(0.0), Of(-0.0));
        Assert.NotEqual(Of(1.0, 2.0), Of(2.0, 1.0));
        Assert.Equal(Of(double.NaN), Of(BitConverter.Int64BitsToDouble(0x7FF8000000000001)));
    }

    private static ulong Of(params double[] numbers)
    {
        var hash = new ResultHash();
        Array.ForEach(numbers, hash.Add);
        return hash.Value;
    }

    private static IEnumerable<string> Names(GoldenOptions options) =>
        GoldenRun.Cases(options).SelectMany(@case => (string[])[$"float {@case}", $"double {@case}"]);

    private static string NameOf(string line) => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    private static void AssertRecorded(string[] expected, string[] block)
    {
        var others = expected.Zip(block.Skip(1)).Where(pair => pair.First != pair.Second).Select(pair => $"{pair.Second}, on record {pair.First}").ToArray();
        Assert.True(
            others.Length == 0,
            $"{block[0]}: {others.Length} of {expected.Length} have other bits. If the change is meant, write the record anew (CONTRIBUTING.md).\n"
            + string.Join('\n', others.Take(20)));
    }
}
