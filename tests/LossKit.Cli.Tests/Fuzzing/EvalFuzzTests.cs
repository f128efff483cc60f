namespace LossKit.Tests;

/// <summary>
/// Thousands of requests that are nearly right: each gets one answer, with its id, a result or an error that can be read; nothing crashes, hangs or
/// takes memory without bound; and what is answered is the same on other registers.
/// </summary>
public sealed class EvalFuzzTests
{
    private const int Requests = 4000;
    private const int LongestSeed = 3000;

    // Measured: 60 KB for a request; some hold a number of 20,000 digits.
    private const long MostBytesPerRequest = 1 << 20;

    [Fact]
    public async Task Every_request_however_damaged_is_answered()
    {
        var lines = Mutants(TestSearch.Count(Requests));
        var before = GC.GetTotalAllocatedBytes();
        var answers = await EvalAnswers.ToAsync(lines);

        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, MostBytesPerRequest * lines.Length);
        Assert.Equal(lines.Length, answers.Length);
        Assert.All(lines.Zip(answers), pair => EvalAnswers.AssertReadable(pair.First, pair.Second));
        Assert.InRange(answers.Count(answer => !answer.Contains("\"error\"", StringComparison.Ordinal)), lines.Length / 20, lines.Length);
    }

    [Fact]
    public async Task What_is_answered_has_the_same_bits_on_other_registers()
    {
        var lines = Mutants(Requests / 4);
        using var folder = new TemporaryFolder();
        var file = folder.Of("requests.jsonl");
        await File.WriteAllBytesAsync(file, EvalAnswers.Joined(lines));

        var outcome = await Run.LosskitWithSettingAsync("DOTNET_EnableAVX2", "0", "eval", file);

        Assert.Equal(string.Empty, outcome.Error);
        Assert.Equal(await EvalAnswers.ToAsync(lines), outcome.Lines);
    }

    private static byte[][] Mutants(int count)
    {
        var mutator = new RequestMutator(new Random(TestSearch.Seed), [.. ConformanceRun.Requests.Where(line => line.Length < LongestSeed)]);
        return [.. Enumerable.Range(0, count).Select(mutator.Next)];
    }
}
