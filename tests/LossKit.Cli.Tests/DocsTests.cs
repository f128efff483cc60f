using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using LossKit.Cli;

namespace LossKit.Tests;

public sealed partial class DocsTests
{
    private const int TimeoutMilliseconds = 1000;

    private static readonly string Docs = Path.Combine(TestPlaces.Repository, "docs");

    [Fact]
    public void The_committed_documents_are_what_the_cards_say()
    {
        var stale = GeneratedDocs.Stale(Docs, GeneratedDocs.Files(Docs));
        Assert.True(
            stale.Count == 0,
            $"Stale in docs: {string.Join(", ", stale)}. "
            + "Run `dotnet run -c Release --project src/LossKit.Cli -- docs docs` and commit what it writes.");
    }

    [Fact]
    public async Task The_command_repairs_a_missing_a_changed_and_a_left_over_document_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        foreach (var page in new[] { "conventions.md", "choosing.md", "doctor.md" })
        {
            folder.Write(page, File.ReadAllText(Path.Combine(Docs, page)));
        }

        Assert.Equal(0, (await Run.LosskitAsync("docs", folder.Path)).ExitCode);
        var mse = File.ReadAllText(folder.Of("losses/mse.md"));
        folder.Write("losses/mse.md", "other");
        folder.Write("losses/gone.md", "left over");
        File.Delete(folder.Of("losses/huber.svg"));

        string[] expected = ["losses/huber.svg", "losses/mse.md", "losses/gone.md"];
        Assert.Equal(expected, GeneratedDocs.Stale(folder.Path, GeneratedDocs.Files(folder.Path)));
        var outcome = await Run.LosskitAsync("docs", folder.Path);

        Assert.EndsWith("3 of them changed.", outcome.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(mse, File.ReadAllText(folder.Of("losses/mse.md")));
        Assert.False(File.Exists(folder.Of("losses/gone.md")));
        Assert.Empty(GeneratedDocs.Stale(folder.Path, GeneratedDocs.Files(folder.Path)));
    }

    [Fact]
    public async Task A_page_without_its_marks_is_named()
    {
        using var folder = new TemporaryFolder();
        folder.Write("conventions.md", "# Conventions\n");

        var outcome = await Run.LosskitAsync("docs", folder.Path);

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("losskit: 'conventions.md' must have the lines '<!-- begin generated: ", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("choosing.md")]
    [InlineData("conventions.md")]
    public void Losses_that_a_page_links_to_exist_with_their_options(string page)
    {
        var links = Link().Matches(File.ReadAllText(Path.Combine(Docs, page)));

        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.Equal(link.Groups["page"].Value, LossCatalog.Parse(link.Groups["loss"].Value).Card.Id));
    }

    // The numbers come from PyTorch 1.13 in float64, from formulas written out in Python where it has no such loss, and by hand.
    [Fact]
    public void The_numbers_of_the_conventions_are_what_the_losses_give()
    {
        Dictionary<string, NamedArray>? inputs = null;
        var compared = 0;
        foreach (var line in File.ReadLines(Path.Combine(Docs, "conventions.md")))
        {
            if (Inputs().Match(line) is { Success: true } given)
            {
                using var json = JsonDocument.Parse(given.Groups["json"].Value);
                inputs = json.RootElement.EnumerateObject()
                    .ToDictionary(input => input.Name, input => ArrayOf(input.Value), StringComparer.Ordinal);
            }
            else if (line.StartsWith('#'))
            {
                inputs = null;
            }
            else if (inputs is not null && Number().Match(line) is { Success: true } row)
            {
                var number = row.Groups["number"].Value;
                var decimals = number.Contains('.', StringComparison.Ordinal) ? number.Length - number.IndexOf('.') - 1 : 0;
                var found = Evaluate(row.Groups["loss"].Value, inputs).Value.Values.Single();
                Assert.True(
                    Math.Abs(found - double.Parse(number, CultureInfo.InvariantCulture)) <= 0.51 * Math.Pow(10, -decimals),
                    $"{line}\ngives {found}");
                compared++;
            }
        }

        Assert.True(compared >= 15, $"Only {compared} numbers were found.");
    }

    private static LossAnswer Evaluate(string text, Dictionary<string, NamedArray> inputs)
    {
        var parts = text.Split(':');
        var entry = LossCatalog.Find(parts[0]);
        var options = new LossOptions(entry.Card);
        foreach (var option in parts.Skip(1).Select(part => part.Split('=')))
        {
            options.SetText(option[0], option[1]);
        }

        return entry.Evaluate(options, inputs, Precision.Double, Answers.Value);
    }

    private static NamedArray ArrayOf(JsonElement element)
    {
        var shape = new List<int>();
        for (var part = element; part.ValueKind == JsonValueKind.Array; part = part[0])
        {
            shape.Add(part.GetArrayLength());
        }

        return new([.. Flat(element)], [.. shape]);
    }

    private static IEnumerable<double> Flat(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(Flat) : [element.GetDouble()];

    [GeneratedRegex(@"\[`(?<loss>[^`]+)`\]\(losses/(?<page>[a-z0-9-]+)\.md\)", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Link();

    [GeneratedRegex("^Inputs: `(?<json>.*)`$", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Inputs();

    [GeneratedRegex(@"^\| `(?<loss>[^`]+)` \| (?<number>-?[0-9.]+) \|", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Number();
}
