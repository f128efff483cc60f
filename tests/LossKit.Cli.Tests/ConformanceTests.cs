namespace LossKit.Tests;

/// <summary>Holds <c>losskit eval</c> against the cases of its protocol; see Conformance/README.md for where they come from.</summary>
public sealed class ConformanceTests(ConformanceRun run) : IClassFixture<ConformanceRun>
{
    public static TheoryData<string> Losses { get; } = [.. ConformanceRun.Losses];

    [Fact]
    public void There_are_six_cases_for_each_of_25_losses() =>
        Assert.Equal((25, 150), (ConformanceRun.Losses.Count, ConformanceRun.Cases.Count));

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Values_gradients_and_hessians_are_those_of_the_protocol(string loss)
    {
        var answers = await run.AnswersAsync();
        var differences = ConformanceRun.Cases.Zip(answers)
            .Where(pair => string.Equals(pair.First.Loss, loss, StringComparison.Ordinal))
            .SelectMany(pair => pair.First.Differences(pair.Second))
            .ToArray();

        Assert.True(differences.Length == 0, string.Join('\n', differences.Take(20)));
    }
}

/// <summary>The cases, and the answers of one run of the command to all of them.</summary>
public sealed class ConformanceRun
{
    internal static readonly string CaseFile = Path.Combine(AppContext.BaseDirectory, "Conformance", "cases.jsonl");
    private readonly Lazy<Task<string[]>> _answers = new(async () => (await Run.LosskitAsync("eval", CaseFile)).Lines);

    public static IReadOnlyList<ConformanceCase> Cases { get; } = [.. File.ReadLines(CaseFile).Select(line => new ConformanceCase(line))];

    public static IReadOnlyList<string> Losses { get; } = [.. Cases.Select(@case => @case.Loss).Distinct(StringComparer.Ordinal)];

    public Task<string[]> AnswersAsync() => _answers.Value;
}
