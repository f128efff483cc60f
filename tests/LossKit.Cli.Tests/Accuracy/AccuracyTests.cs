using LossKit.Cli;

namespace LossKit.Tests;

/// <summary>
/// Holds every loss against exact results, which were computed with 400 digits from the formulas of docs/eval.md, and docs/accuracy.md against
/// what was measured. To write the page anew: <c>LOSSKIT_WRITE_DOCS=1 dotnet test -c Release tests/LossKit.Cli.Tests --filter Accuracy</c>.
/// </summary>
public sealed class AccuracyTests(AccuracyRun run) : IClassFixture<AccuracyRun>
{
    // "A few units in the last place" of ordinary inputs; what was measured stands in docs/accuracy.md.
    private const double FewUnits = 8;

    // Cosines that are multiplied by 64 and 80 before an exponential: see the end of that page.
    private const double MoreUnits = 20;

    private static readonly string[] Conditioned = ["arcface", "circle"];

    private const string Ordinary = "largest errors on ordinary inputs";
    private const string Hard = "largest errors on hard inputs";

    private static readonly string Docs = Path.Combine(TestPlaces.Repository, "docs");

    public static TheoryData<string> Losses { get; } = [.. LossCatalog.All.Select(entry => entry.Card.Id)];

    [Theory]
    [MemberData(nameof(Losses))]
    public void Ordinary_inputs_are_right_to_a_few_units_in_the_last_place(string loss)
    {
        var measured = run.Measured
            .Where(item => item.Case.Hard is null && string.Equals(item.Case.Loss, loss, StringComparison.Ordinal)).ToArray();

        Assert.Contains(measured, item => item.Case.Precision == Precision.Single);
        Assert.Contains(measured, item => item.Case.Precision == Precision.Double);
        var allowed = Conditioned.Contains(loss, StringComparer.Ordinal) ? MoreUnits : FewUnits;
        Assert.All(measured, item => Assert.True(item.Errors.Parts().All(error => error is null || error <= allowed), $"{item.Case.Id}: {item.Errors}"));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Hard_inputs_give_finite_results_wherever_the_exact_ones_are(string loss) => Assert.All(
        run.Measured.Where(item => string.Equals(item.Case.Loss, loss, StringComparison.Ordinal)),
        item => Assert.True(item.Errors.Parts().All(error => error is null || double.IsFinite(error.Value)), $"{item.Case.Id}: {item.Errors}"));

    [Fact]
    public void PyTorch_was_measured_on_the_same_cases() =>
        Assert.Equal(run.Measured.Select(item => item.Case.Id).Order(StringComparer.Ordinal), run.Theirs.Ids.Order(StringComparer.Ordinal));

    [Fact]
    public void The_page_says_what_was_measured()
    {
        var path = Path.Combine(Docs, "accuracy.md");
        var page = File.ReadAllText(path);
        var current = MarkedPart.Replace(
            path,
            MarkedPart.Replace(path, page, Ordinary, AccuracyTable.Write(run.Measured.Where(item => item.Case.Hard is null), run.Theirs)),
            Hard,
            AccuracyTable.Write(run.Measured.Where(item => item.Case.Hard is not null), run.Theirs));
        if (Environment.GetEnvironmentVariable("LOSSKIT_WRITE_DOCS") is "1")
        {
            File.WriteAllText(path, current);
            return;
        }

        var stale = current.Split('\n').Except(page.Split('\n'), StringComparer.Ordinal);
        Assert.True(
            string.Equals(page, current, StringComparison.Ordinal),
            "docs/accuracy.md is stale. Look at what changed, then run `LOSSKIT_WRITE_DOCS=1 dotnet test -c Release tests/LossKit.Cli.Tests --filter "
            + $"Accuracy` and commit what it writes. It would say:\n{string.Join('\n', stale)}");
    }
}

/// <summary>All cases with the errors of one evaluation each.</summary>
public sealed class AccuracyRun
{
    private readonly Lazy<IReadOnlyList<(AccuracyCase Case, ResultErrors Errors)>> _measured =
        new(() => [.. AccuracyCase.ReadAll().AsParallel().AsOrdered().Select(@case => (@case, @case.Measure()))]);

    internal IReadOnlyList<(AccuracyCase Case, ResultErrors Errors)> Measured => _measured.Value;

    internal PyTorchErrors Theirs { get; } = new();
}
