using System.Text.Json;

namespace LossKit.Tests;

public sealed class ResultsSchemaTests
{
    // Keys of these objects are losses and metrics, which differ from run to run.
    private static readonly string[] Dictionaries = ["best", "losses[].metrics"];

    // Described once.
    private static readonly string[] Distributions = ["targets", "losses[].predictions", "losses[].residuals"];

    [Fact]
    public async Task Every_member_of_the_results_is_documented_and_every_documented_one_is_there()
    {
        using var folder = new TemporaryFolder();
        await CompareSample.RunAsync(folder.Of("run"));
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(folder.Of("run/results.json")));
        var written = new SortedSet<string>(StringComparer.Ordinal);
        Collect(json.RootElement, string.Empty, written);

        var lines = await File.ReadAllLinesAsync(Path.Combine(TestPlaces.Repository, "docs", "results-schema.md"));
        var documented = lines.SkipWhile(line => line != "## results.json").TakeWhile(line => line != "## predictions.csv")
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]);

        Assert.Equal(written, new SortedSet<string>(documented, StringComparer.Ordinal));
    }

    private static void Collect(JsonElement element, string path, SortedSet<string> paths)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Collect(item, $"{path}[]", paths);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            path = Distributions.Contains(path) ? "distribution" : path;
            foreach (var member in element.EnumerateObject())
            {
                var name = Dictionaries.Contains(path) ? "{}" : member.Name;
                var inner = path.Length == 0 ? name : $"{path}.{name}";
                if (!Dictionaries.Contains(path))
                {
                    paths.Add(inner);
                }

                Collect(member.Value, inner, paths);
            }
        }
    }
}
