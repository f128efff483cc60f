using System.Globalization;
using System.Text.Json;

namespace LossKit.Tests;

public sealed class RecommendTests
{
    [Fact]
    public async Task A_table_gets_a_loss_a_reason_with_numbers_alternatives_and_code()
    {
        var outcome = await Run.LosskitAsync("recommend", CompareSample.Diabetes, "--target", "progression");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Empty(outcome.Error);
        Assert.All(outcome.Lines, line => Assert.InRange(line.Length, 1, 130));
        var text = string.Join(' ', outcome.Lines);
        Assert.StartsWith("`progression` holds 214 distinct numbers: regression. 442 rows have a target.", text, StringComparison.Ordinal);
        Assert.Contains("Use mse: its minimiser is the mean", text, StringComparison.Ordinal);
        Assert.Contains("Because of the rule plain-noise: of the errors of a quick regression (R² 0.5", text, StringComparison.Ordinal);
        Assert.Contains("- huber:delta=0.9", text, StringComparison.Ordinal);
        Assert.Contains("- mae where", text, StringComparison.Ordinal);
        Assert.Contains("What would change this - 0.5 % of the errors far out, noise that grows with the target", text, StringComparison.Ordinal);
        Assert.Contains("    var criterion = new MseLoss();", outcome.Lines);
        Assert.Contains("    var loss = torch.nn.functional.mse_loss(output, target);", outcome.Lines);
    }

    // Sixty names, one for each row, are refused with the option that takes them, which is there.
    [Fact]
    public async Task A_column_of_names_can_be_taken_as_categories()
    {
        using var folder = new TemporaryFolder();
        var data = folder.Write("names.csv", $"a,name,y\n{string.Concat(Enumerable.Range(0, 60).Select(row => $"{row},name{row},{row * 7 % 13}.5\n"))}");
        string[] words = ["recommend", data, "--target", "y"];

        Assert.Contains("or take them all with --categorical name.", (await Run.LosskitAsync(words)).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await Run.LosskitAsync([.. words, "--categorical", "name"])).ExitCode);
    }

    [Fact]
    public async Task What_can_be_said_is_listed_and_what_was_said_is_not_said_again()
    {
        var outcome = await Run.LosskitAsync("recommend", "--task", "segmentation", "--having", "class-imbalance");

        Assert.Contains(
            "What no table tells can be said with --having: costly-misses, judged-by-overlap, small-regions.", string.Join(' ', outcome.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_on_choosing_quotes_what_is_said()
    {
        var page = (await File.ReadAllTextAsync(Path.Combine(TestPlaces.Repository, "docs", "choosing.md"))).ReplaceLineEndings("\n");
        var quoted = page.Split("```text\n")[1].Split("```")[0];

        var outcome = await Run.LosskitAsync("recommend", CompareSample.Diabetes, "--target", "progression");

        Assert.Contains(quoted, outcome.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_table_gives_the_same_bytes()
    {
        string[] words = ["recommend", CompareSample.Penguins, "--target", "species", "--json"];

        Assert.Equal((await Run.LosskitAsync(words)).Output, (await Run.LosskitAsync(words)).Output);
    }

    [Fact]
    public async Task Json_has_everything_for_programs()
    {
        var outcome = await Run.LosskitAsync("recommend", CompareSample.Diabetes, "--target", "progression", "--having", "interval", "--json");

        Assert.Equal(0, outcome.ExitCode);
        using var json = JsonDocument.Parse(outcome.Output);
        var root = json.RootElement;
        Assert.Equal("regression", root.GetProperty("task").GetString());
        Assert.Equal("interval", root.GetProperty("having")[0].GetString());
        Assert.Equal("interval", root.GetProperty("rule").GetString());
        Assert.Equal("quantile:quantiles=0.1/0.5/0.9", root.GetProperty("use").GetProperty("loss").GetString());
        Assert.Equal(2, root.GetProperty("alternatives").GetArrayLength());
        Assert.Contains("new QuantileLoss([0.1, 0.5, 0.9])", root.GetProperty("code").GetProperty("losskit").GetProperty("text").GetString(), StringComparison.Ordinal);
        var table = root.GetProperty("table");
        Assert.Equal(442, table.GetProperty("rows").GetInt32());
        Assert.Equal(346, table.GetProperty("numbers").GetProperty("maximum").GetDouble());

        // Ordinary least squares explains 0.518 of it in sample (Efron et al., 2004), and about 0.49 out of sample.
        Assert.Equal(0.49, table.GetProperty("errors").GetProperty("explained").GetDouble(), 0.03);
    }

    // Numbers, classes, several labels and no table at all: every member is on the page, and the page names none that never comes.
    [Fact]
    public async Task Every_member_of_the_json_is_documented()
    {
        using var folder = new TemporaryFolder();
        var labels = folder.Write("labels.csv", $"a,x,y\n{string.Concat(Enumerable.Range(0, 60).Select(row => $"{row},{row % 2},{row / 30}\n"))}");
        string[][] commands =
        [
            [CompareSample.Diabetes, "--target", "progression"],
            [CompareSample.Penguins, "--target", "species"],
            [labels, "--target", "x,y"],
            ["--task", "boxes"],
        ];
        var written = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var command in commands)
        {
            using var json = JsonDocument.Parse((await Run.LosskitAsync(["recommend", .. command, "--json"])).Output);
            Collect(json.RootElement, string.Empty, written);
        }

        var page = (await File.ReadAllTextAsync(Path.Combine(TestPlaces.Repository, "docs", "choosing.md"))).ReplaceLineEndings("\n");
        var documented = page.Split("## For programs")[1].Split("\n## ")[0].Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);
        Assert.Equal(written, documented.Order(StringComparer.Ordinal));
    }

    // The names of classes are not members, and what repeats the members of another is documented with it.
    private static void Collect(JsonElement element, string path, SortedSet<string> paths)
    {
        if (element.ValueKind != JsonValueKind.Object) return;
        foreach (var member in element.EnumerateObject())
        {
            var name = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            if (name != "code") paths.Add(name);
            if (member.Name is not ("counts" or "torchsharp")) Collect(member.Value, name, paths);
        }
    }

    [Fact]
    public async Task A_task_without_a_table_is_recommended_by_what_is_said()
    {
        var plain = await Run.LosskitAsync("recommend", "--task", "segmentation");
        var said = await Run.LosskitAsync("recommend", "--task", "segmentation", "--having", "class-imbalance,small-regions");

        Assert.Contains("Use cross-entropy-dice: ", plain.Output, StringComparison.Ordinal);
        Assert.Contains("Use generalized-dice: ", said.Output, StringComparison.Ordinal);
        Assert.Contains("you said class-imbalance: ", said.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Several_labels_are_seen_in_lists_and_in_columns(bool inLists)
    {
        using var folder = new TemporaryFolder();
        var rows = Enumerable.Range(0, 60).Select(row => inLists
            ? $"{row},{(row % 3 == 0 ? "x;y" : "y")}\n"
            : $"{row},{(row % 3 == 0 ? 1 : 0)},1\n");
        var data = folder.Write("labels.csv", (inLists ? "a,l\n" : "a,x,y\n") + string.Concat(rows));

        var outcome = await Run.LosskitAsync("recommend", data, "--target", inLists ? "l" : "x,y");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains(": multi-label.", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Use bce-with-logits: ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("2 labels, 1.33 in a row on average", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Class_weights_are_those_of_the_table()
    {
        using var folder = new TemporaryFolder();
        var rows = Enumerable.Range(0, 100).Select(row => string.Create(CultureInfo.InvariantCulture, $"{row * 7 % 11},{(row % 10 == 0 ? "rare" : "common")}\n"));
        var data = folder.Write("rare.csv", $"a,y\n{string.Concat(rows)}");

        var outcome = await Run.LosskitAsync("recommend", data, "--target", "y");

        // 'rare' comes last in the order of letters and is the positive class: 90 rows over 10.
        Assert.Contains("'common' has 9 times the rows of 'rare' (90 against 10)", string.Join(' ', outcome.Lines), StringComparison.Ordinal);
        Assert.Contains("    var criterion = new BceWithLogitsLoss(posWeights: [9]);", outcome.Lines);
        Assert.Contains("    var weights = torch.tensor(new[] { 9.0f });", outcome.Lines);
    }

    [Fact]
    public async Task A_proof_ends_with_the_verdict_of_compare()
    {
        using var folder = new TemporaryFolder();

        var outcome = await Run.LosskitAsync(
            "recommend", CompareSample.Diabetes, "--target", "progression", "--prove", "--repeats", "2", "--epochs", "3", "--out", folder.Of("run"));

        Assert.Equal(0, outcome.ExitCode);
        using var results = JsonDocument.Parse(await File.ReadAllBytesAsync(folder.Of("run/results.json")));
        var losses = results.RootElement.GetProperty("losses").EnumerateArray().Select(loss => loss.GetProperty("loss").GetString()!).ToArray();
        Assert.Equal(["mse", "mae"], new[] { losses[0], losses[2] });
        Assert.StartsWith("huber:delta=0.9", losses[1], StringComparison.Ordinal);
        var text = string.Join(' ', outcome.Lines);
        Assert.Contains($"The proof: {string.Join(", ", losses)} on this table.", text, StringComparison.Ordinal);
        Assert.Contains(results.RootElement.GetProperty("verdict").GetString()!, text, StringComparison.Ordinal);
    }
}
