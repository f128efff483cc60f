using System.Text;
using LossKit.Cli;

namespace LossKit.Tests;

public sealed class EvalSpeedTests
{
    private const int Count = 10_000;
    private const int LongestRequest = 1500;
    private const int Attempts = 5;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    // Time of the processor, since other programs run beside the tests. The first attempt compiles what it runs, as the command does when it starts.
    // Other tests of this process count too, so a slow attempt is repeated; what is slow by itself is slow every time.
    [Fact]
    public async Task Ten_thousand_small_requests_of_many_losses_take_less_than_three_seconds()
    {
        var small = ConformanceRun.Requests.Where(line => line.Length < LongestRequest).ToArray();
        var requests = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, Count).Select(i => small[i % small.Length])));
        var best = TimeSpan.MaxValue;
        for (var attempt = 0; attempt < Attempts && best >= Limit; attempt++)
        {
            await using var input = new MemoryStream(requests);
            await using var answers = new MemoryStream();
            var start = Environment.CpuUsage.TotalTime;
            var exitCode = await new EvalRun(input, answers).RunAsync(CancellationToken.None);
            var time = Environment.CpuUsage.TotalTime - start;
            best = time < best ? time : best;
            Assert.Equal(ExitCode.Done, exitCode);
            Assert.Equal(Count, answers.ToArray().Count(letter => letter == '\n'));
        }

        Assert.True(best < Limit, $"{Count} requests take {best.TotalSeconds:F1} s.");
    }
}
