namespace LossKit.Tests;

/// <summary>Holds <c>losskit eval</c> against the cases of its protocol; see Conformance/README.md for where they come from.</summary>
public sealed class ConformanceTests(ConformanceRun run) : IClassFixture<ConformanceRun>
{
    public static TheoryData<string> Losses { get; } = [.. ConformanceRun.Losses];

    [Fact]
    public void Every_loss_has_six_cases_or_more()
    {
        var counts = ConformanceRun.Cases.CountBy(@case => @case.Loss).ToDictionary(StringComparer.Ordinal);
        Assert.All(LossCatalog.All, entry => Assert.True(
            counts.GetValueOrDefault(entry.Card.Id) >= 6, $"{entry.Card.Id} has {counts.GetValueOrDefault(entry.Card.Id)} cases: see Conformance/README.md"));
    }

    [Fact]
    public void Every_case_is_of_a_loss_in_the_catalogue() =>
        Assert.All(ConformanceRun.Losses, loss => Assert.Equal(loss, LossCatalog.Find(loss).Card.Id));

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
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Conformance");
    private static readonly string[] Lines =
        [.. Directory.EnumerateFiles(Folder, "*.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(File.ReadLines)];

    private readonly Lazy<Task<string[]>> _answers = new(AnswerAsync);

    public static IReadOnlyList<ConformanceCase> Cases { get; } = [.. Lines.Select(line => new ConformanceCase(line))];

    public static IReadOnlyList<string> Losses { get; } = [.. Cases.Select(@case => @case.Loss).Distinct(StringComparer.Ordinal)];

    /// <summary>Gets the lines of all cases as they are written.</summary>
    internal static IReadOnlyList<string> Requests => Lines;

    public Task<string[]> AnswersAsync() => _answers.Value;

    /// <summary>Writes the requests of all cases into one file.</summary>
    internal static string WriteRequests(TemporaryFolder folder)
    {
        var requests = Path.Combine(folder.Path, "cases.jsonl");
        File.WriteAllLines(requests, Lines);
        return requests;
    }

    private static async Task<string[]> AnswerAsync()
    {
        using var folder = new TemporaryFolder();
        return (await Run.LosskitAsync("eval", WriteRequests(folder))).Lines;
    }
}
