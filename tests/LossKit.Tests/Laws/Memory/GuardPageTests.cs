namespace LossKit.Tests;

/// <summary>
/// No loss reads or writes outside its arrays: see <see cref="GuardPageRun"/>, here in a process for every register width that the runtime can
/// be told to use.
/// </summary>
public sealed class GuardPageTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task No_loss_touches_memory_outside_its_arrays(string? switchedOff)
    {
        var outcome = await ChildRun.StartAsync(ChildRun.GuardPages, switchedOff);
        var wrong = outcome.Lines.Where(line => line.StartsWith(GuardPageRun.Wrong, StringComparison.Ordinal)).ToArray();
        Assert.True(wrong.Length == 0, string.Join('\n', wrong.Take(20)));
        Assert.True(outcome.ExitCode == 0, $"The process ended with {outcome.ExitCode}, in: {outcome.Lines.LastOrDefault()}\n{outcome.Error}");
    }

    [Theory]
    [InlineData(ChildRun.ReadBehind)]
    [InlineData(ChildRun.ReadBefore)]
    public async Task A_read_outside_ends_the_process(string run) => Assert.NotEqual(0, (await ChildRun.StartAsync(run, null)).ExitCode);

    [Fact]
    public void A_write_beside_an_array_inside_its_pages_is_seen()
    {
        using var pages = new GuardedPages(100);
        var end = pages.Take<float>(7, PageEdge.End);
        end.Span.Clear();
        Assert.True(pages.IsUntouchedBeside);
        System.Runtime.CompilerServices.Unsafe.Subtract(ref end.Span[0], 1) = 0;
        Assert.False(pages.IsUntouchedBeside);
    }
}
