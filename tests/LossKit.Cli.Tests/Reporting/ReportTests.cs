using System.Text.Json;
using System.Text.RegularExpressions;
using LossKit.Cli;

namespace LossKit.Tests;

/// <summary>What a report holds and how it is made; <see cref="ReportPageTests"/> looks at it in a browser.</summary>
public sealed partial class ReportTests(ReportRuns runs) : IClassFixture<ReportRuns>
{
    [Fact]
    public void A_regression_has_all_its_parts() => AssertSections(
        runs.Regression, ["metrics", "curves", "distributions", "predicted", "noise", "record"]);

    [Fact]
    public void Classes_have_all_their_parts()
    {
        AssertSections(runs.Classes, ["metrics", "curves", "confusion", "reliability", "ranking", "record"]);
        AssertSections(runs.Binary, ["metrics", "curves", "confusion", "reliability", "ranking", "record"]);
    }

    [Fact]
    public async Task The_report_says_what_the_results_say()
    {
        var page = ReportRuns.PageOf(runs.Regression);
        using var results = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(runs.Regression, "results.json")));
        using var run = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(runs.Regression, "run.json")));
        var summary = await File.ReadAllTextAsync(Path.Combine(runs.Regression, "summary.md"));

        Assert.Contains(InCode(results.RootElement.GetProperty("verdict").GetString()!), page, StringComparison.Ordinal);
        Assert.Contains(HtmlText.Escape(run.RootElement.GetProperty("command").GetString()!), page, StringComparison.Ordinal);
        Assert.Contains(run.RootElement.GetProperty("processor").GetString()!, page, StringComparison.Ordinal);

        // The same tables as in summary.md, cell by cell.
        var cells = summary.Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal))
            .SelectMany(line => line.Trim('|', ' ').Split(" | "))
            .Select(cell => cell.Replace("\\", string.Empty, StringComparison.Ordinal).Trim())
            .Where(cell => cell.Length > 0)
            .ToArray();
        Assert.True(cells.Length > 40);
        var unbroken = page.Replace("<wbr>", string.Empty, StringComparison.Ordinal);
        Assert.All(cells, cell => Assert.Contains($">{HtmlText.Escape(cell)}</t", unbroken, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_bytes_are_made_again_from_the_saved_results_alone()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "results.json", "predictions.csv", "run.json" })
        {
            File.Copy(Path.Combine(runs.Classes, name), folder.Of(name));
        }

        var outcome = await Run.LosskitAsync("report", folder.Path);

        Assert.Equal((0, $"{folder.Of("report.html")} is written.\n"), (outcome.ExitCode, outcome.Output));
        Assert.Equal(ReportRuns.PageOf(runs.Classes), ReportRuns.PageOf(folder.Path));
    }

    [Fact]
    public void Names_from_the_data_stand_for_themselves()
    {
        var page = ReportRuns.PageOf(runs.Classes);

        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Contains(HtmlText.Escape(ReportRuns.OddClass), page, StringComparison.Ordinal);
        Assert.Contains("say &quot;no&quot;", page, StringComparison.Ordinal);
        Assert.Contains(">a, b</th>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_asks_for_nothing_and_forbids_what_it_does_not_hold()
    {
        foreach (var folder in new[] { runs.Regression, runs.Classes })
        {
            var odd = HtmlText.Escape(ReportRuns.OddClass);
            var markup = Script().Replace(ReportRuns.PageOf(folder), string.Empty).Replace(odd, string.Empty, StringComparison.Ordinal)
                .Replace("<link rel=\"icon\" href=\"data:,\">", string.Empty, StringComparison.Ordinal);

            Assert.Contains("content=\"default-src 'none'; script-src ", markup, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", markup, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"https?:|src=|<link|@import|url\(| on[a-z]+=", markup);
        }
    }

    [Fact]
    public void Without_the_library_the_page_says_how_to_get_charts_and_keeps_its_tables()
    {
        var page = ReportPage.Html(ReportSource.Read(runs.Regression), library: null);

        Assert.Contains("built without its charting library", page, StringComparison.Ordinal);
        Assert.Contains("<code>losskit report RUN</code>", page, StringComparison.Ordinal);
        Assert.Contains("script-src 'none'", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Equal(Sections(ReportRuns.PageOf(runs.Regression)), Sections(page));
        var withCharts = Script().Replace(ReportRuns.PageOf(runs.Regression), string.Empty);
        Assert.Equal(Regex.Count(withCharts, "<table"), Regex.Count(page, "<table"));
        Assert.Equal(6, Regex.Count(page, "<figcaption>"));
    }

    [Fact]
    public void Every_chart_has_words_under_it_and_a_table_near_it()
    {
        foreach (var folder in new[] { runs.Regression, runs.Classes, runs.Binary })
        {
            var page = Script().Replace(ReportRuns.PageOf(folder), string.Empty);
            Assert.All(
                page.Split("<section ").Skip(1).Where(section => section.Contains("<figure", StringComparison.Ordinal)),
                section =>
                {
                    Assert.Contains("<table", section, StringComparison.Ordinal);
                    Assert.Equal(Regex.Count(section, "<figure"), Regex.Count(section, "<figcaption>[A-Z]"));
                });
        }
    }

    [Fact]
    public async Task A_run_whose_losses_all_failed_has_a_report_that_says_so()
    {
        using var folder = new TemporaryFolder();
        var words = CompareSample.Words(folder.Of("run"), "--learning-rate", "10");
        words[Array.IndexOf(words, "--losses") + 1] = "general-robust:alpha=Infinity";

        var outcome = await Run.LosskitAsync(words);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("No loss was trained to the end in every repeat", ReportRuns.PageOf(folder.Of("run")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_finished_run_is_named_with_the_way_out()
    {
        using var folder = new TemporaryFolder();

        await AssertErrorAsync(
            folder.Of("none"), $"There is no folder {folder.Of("none")}: name the folder of a run, as `losskit compare` printed it.");
        await AssertErrorAsync(
            folder.Path,
            $"{folder.Path} has no results.json: name the folder of a finished run; one that was stopped is finished by its `losskit "
            + $"compare` command.");
        folder.Write("results.json", "{}");
        await AssertErrorAsync(
            folder.Path,
            $"{folder.Of("results.json")} is not what this losskit writes: give the run's `losskit compare` command again, which writes "
            + $"it anew without training again.");

        foreach (var name in new[] { "results.json", "predictions.csv", "run.json" })
        {
            File.Copy(Path.Combine(runs.Regression, name), folder.Of(name), overwrite: true);
        }

        await File.AppendAllTextAsync(folder.Of("predictions.csv"), "5,1,mse,1\n");
        var lines = (await File.ReadAllLinesAsync(folder.Of("predictions.csv"))).Length;
        await AssertErrorAsync(
            folder.Path,
            $"Line {lines} of {folder.Of("predictions.csv")} is not what losskit writes: give the run's `losskit compare` command again, "
            + $"which writes it anew without training again.");

        // A file that was cut after a whole line.
        var whole = await File.ReadAllLinesAsync(Path.Combine(runs.Regression, "predictions.csv"));
        await File.WriteAllLinesAsync(folder.Of("predictions.csv"), whole[..^1]);
        var cut = await Run.LosskitAsync("report", folder.Path);
        Assert.Equal(2, cut.ExitCode);
        Assert.Matches("predictions.csv has [0-9]+ predictions of .* where the results have [0-9]+: give the run's `losskit compare` command again, ", cut.Error);

        var results = await File.ReadAllTextAsync(folder.Of("results.json"));
        folder.Write("results.json", Losses().Replace(results, "\"losses\": null,\n  \"old\": [", 1));
        await AssertErrorAsync(
            folder.Path,
            $"{folder.Of("results.json")} is not what this losskit writes: give the run's `losskit compare` command again, which writes "
            + $"it anew without training again.");
        folder.Write("results.json", results.Replace("\"format\": 1", "\"format\": 2", StringComparison.Ordinal));
        await AssertErrorAsync(
            folder.Path, $"{folder.Of("results.json")} has format 2 and this losskit reads format 1: use the losskit that wrote it.");
    }

    private static async Task AssertErrorAsync(string folder, string sentence)
    {
        var outcome = await Run.LosskitAsync("report", folder);
        Assert.Equal((2, $"losskit: {sentence}\n"), (outcome.ExitCode, outcome.Error));
    }

    private static void AssertSections(string folder, string[] expected) => Assert.Equal(expected, Sections(ReportRuns.PageOf(folder)));

    private static string[] Sections(string page) => [.. SectionId().Matches(page).Select(match => match.Groups["id"].Value)];

    private static string InCode(string text) =>
        string.Concat(HtmlText.Escape(text).Split('`').Select((part, index) => index % 2 == 0 ? part : $"<code>{part}</code>"));

    [GeneratedRegex("^  \"losses\": \\[", RegexOptions.Multiline, 1000)]
    private static partial Regex Losses();

    [GeneratedRegex("<script.*?</script>", RegexOptions.Singleline, 1000)]
    private static partial Regex Script();

    [GeneratedRegex("<section id=\"(?<id>[a-z]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SectionId();
}
