using System.Globalization;
using System.Text.Json;
using LossKit.Cli;

namespace LossKit.Tests;

public sealed class DoctorTests
{
    [Fact]
    public async Task Sound_columns_give_nothing_and_exit_code_0()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("labels.csv", "prediction,target\n-1.2,0\n0.4,1\n2.1,1\n");

        var outcome = await Run.LosskitAsync("doctor", file, "--loss", "bce-with-logits");

        Assert.Equal((0, string.Empty), (outcome.ExitCode, outcome.Error));
        Assert.Equal($"bce-with-logits, 3 rows of {file}: nothing found.", Assert.Single(outcome.Lines).TrimEnd());
    }

    [Fact]
    public async Task A_mistake_is_told_with_its_fix_and_exit_code_1()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("signs.csv", "score,label\n-1.2,-1\n0.4,1\n2.1,1\n");

        var outcome = await Run.LosskitAsync("doctor", file, "--loss", "bce-with-logits", "--prediction", "score", "--target", "label");

        Assert.Equal((1, string.Empty), (outcome.ExitCode, outcome.Error));
        Assert.Contains("  signs-as-zero-one (error, target)", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("    seen  target holds nothing but -1 and 1: 1 of 3 (33.3 %) are -1.", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("    fix   Write (label + 1) / 2;", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_columns_are_the_scores_of_classes_and_names_are_their_indices()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("pets.csv", "cat,dog,p(bird),pet\n2,0,-1,cat\n0,1.5,0,dog\n-1,0,1,bird\n");
        string[] columns = ["--prediction", "cat,dog,p(bird)", "--target", "pet"];

        Assert.Equal(0, (await Run.LosskitAsync(["doctor", file, "--loss", "cross-entropy", .. columns])).ExitCode);
        var softmaxed = folder.Write("softmaxed.csv", "cat,dog,p(bird),pet\n0.5,0.25,0.25,cat\n0.1,0.7,0.2,dog\n0.2,0.2,0.6,bird\n");
        Assert.Equal(["softmaxed-rows"], await CodesAsync([softmaxed, "--loss", "cross-entropy", .. columns]));
    }

    [Fact]
    public async Task Several_target_columns_are_labels_and_weights_silence_the_advice_on_imbalance()
    {
        using var folder = new TemporaryFolder();
        var rows = Enumerable.Range(0, 100).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"{Math.Sin(i):F3},{(i % 20 == 0 ? 1 : 0)},{(i % 20 == 0 ? 10 : 1)}"));
        var file = folder.Write("rare.csv", $"prediction,target,w\n{string.Join('\n', rows)}\n");
        var labels = folder.Write("labels.csv", "a,b,x,y\n1,-1,1,0\n-2,0.5,0,1\n");

        Assert.Equal(["class-imbalance"], await CodesAsync(file, "--loss", "bce-with-logits"));
        Assert.Empty(await CodesAsync(file, "--loss", "bce-with-logits", "--weight", "w"));
        Assert.Empty(await CodesAsync(labels, "--loss", "bce-with-logits", "--prediction", "a,b", "--target", "x,y"));
    }

    [Fact]
    public async Task A_missing_cell_is_where_NaN_begins()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("gap.csv", "prediction,target\n1,1\n,2\n3,3\n");

        using var json = JsonDocument.Parse((await Run.LosskitAsync("doctor", file, "--loss", "mse", "--json")).Output);

        var finding = json.RootElement.GetProperty("examined")[0].GetProperty("findings")[0];
        Assert.Equal("not-finite", finding.GetProperty("code").GetString());
        Assert.Equal("error", finding.GetProperty("severity").GetString());
        Assert.Equal(1, finding.GetProperty("index").GetInt32());
        Assert.Equal("NaN", finding.GetProperty("value").GetString());
    }

    [Fact]
    public async Task Stage_and_metric_are_held_against_the_loss()
    {
        using var folder = new TemporaryFolder();
        var rows = Enumerable.Range(0, 40).Select(i => string.Create(CultureInfo.InvariantCulture, $"{Math.Sin(i):F3},{500 + i}"));
        var file = folder.Write("start.csv", $"prediction,target\n{string.Join('\n', rows)}\n");

        Assert.Equal(["initial-loss-off-chance"], await CodesAsync(file, "--loss", "mse", "--stage", "initial"));
        Assert.Equal(["different-units"], await CodesAsync(file, "--loss", "mse", "--stage", "trained"));
        var near = folder.Write("near.csv", $"prediction,target\n{string.Join('\n', Enumerable.Range(0, 40).Select(i => $"{500 + i},{501 + i}"))}\n");
        Assert.Equal(["metric-disagrees"], await CodesAsync(near, "--loss", "mse", "--metric", "mae"));
        Assert.Empty(await CodesAsync(near, "--loss", "mse", "--stage", "trained", "--metric", "rmse"));
    }

    [Fact]
    public async Task Two_arrays_are_examined_in_their_shapes()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.Of("p.npy"), NpyBytes.Of("<f4", "(4, 1)", NpyBytes.Singles(1, 2, 3, 4)));
        File.WriteAllBytes(folder.Of("t.npy"), NpyBytes.Of("<i8", "(4,)", NpyBytes.Longs(1, 2, 2, 4)));

        Assert.Equal(["column-against-row"], await CodesAsync(folder.Of("p.npy"), folder.Of("t.npy"), "--loss", "mse"));
    }

    [Fact]
    public async Task A_run_is_examined_loss_by_loss()
    {
        using var folder = new TemporaryFolder();
        await CompareSample.RunAsync(folder.Of("run"));

        var sound = await Run.LosskitAsync("doctor", folder.Of("run"));
        var judged = await Run.LosskitAsync("doctor", folder.Of("run"), "--metric", "mae", "--json");

        Assert.Equal((0, 3), (sound.ExitCode, sound.Lines.Length));
        Assert.StartsWith("huber:delta=0.5, 176 test rows of ", sound.Lines[2], StringComparison.Ordinal);
        using var json = JsonDocument.Parse(judged.Output);
        Assert.Equal(
            ["metric-disagrees", "", ""],
            json.RootElement.GetProperty("examined").EnumerateArray().Select(loss => string.Join(',', CodesOf(loss))));
    }

    [Fact]
    public async Task Every_kind_of_loss_of_a_run_is_turned_back_into_what_it_takes()
    {
        using var folder = new TemporaryFolder();
        string[] numbers =
            ["mse", "mse+mae", "gaussian-nll", "poisson-nll", "tweedie", "gamma-nll", "negative-binomial-nll", "msle", "mape",
                "quantile:quantiles=0.1/0.5/0.9"];
        string[] labels =
            ["bce-with-logits", "bce", "hinge", "soft-margin", "sigmoid-focal", "nll", "cross-entropy", "multi-label-soft-margin"];
        string[] classes = ["cross-entropy", "multi-margin", "nll", "bce-with-logits", "hinge"];
        await RunAsync("numbers", "diabetes.csv", "progression", numbers);
        await RunAsync("labels", "breast_cancer.csv", "diagnosis", labels);
        await RunAsync("classes", "penguins.csv", "species", classes);

        Task RunAsync(string name, string data, string target, string[] losses) => Run.LosskitAsync(
            "compare", Path.Combine(TestPlaces.Repository, "samples", "data", data), "--target", target, "--repeats", "1", "--epochs", "8",
            "--losses", string.Join(',', losses), "--out", folder.Of(name));
        foreach (var name in new[] { "numbers", "labels", "classes" })
        {
            var outcome = await Run.LosskitAsync("doctor", folder.Of(name));
            Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        }
    }

    [Fact]
    public async Task The_variances_of_a_run_are_examined_as_what_they_are()
    {
        using var folder = new TemporaryFolder();
        var words = CompareSample.Words(folder.Of("run"));
        words[Array.IndexOf(words, "--losses") + 1] = "mse,gaussian-nll";
        await Run.LosskitAsync(words);
        var predictions = Path.Combine(folder.Of("run"), "predictions.csv");
        var lines = File.ReadAllLines(predictions);
        var first = Array.FindIndex(lines, line => line.Contains(",gaussian-nll,", StringComparison.Ordinal));

        Assert.Equal("line,repeat,loss,target,prediction,variance", lines[0]);
        Assert.EndsWith(",", lines[1], StringComparison.Ordinal);
        Assert.True(double.Parse(lines[first].Split(',')[^1], CultureInfo.InvariantCulture) > 0, lines[first]);
        Assert.Empty(await CodesAsync(folder.Of("run")));
        Assert.Equal(0, (await Run.LosskitAsync("report", folder.Of("run"))).ExitCode);
        lines[first] = $"{lines[first][..lines[first].LastIndexOf(',')]},-1";
        File.WriteAllLines(predictions, lines);
        using var json = JsonDocument.Parse((await Run.LosskitAsync("doctor", folder.Of("run"), "--json")).Output);
        var finding = json.RootElement.GetProperty("examined")[1].GetProperty("findings")[0];
        Assert.Equal(("input-outside-domain", "variance"), (finding.GetProperty("code").GetString(), finding.GetProperty("input").GetString()));
    }

    [Fact]
    public async Task Labels_written_as_real_numbers_are_told_where_classes_are_wanted()
    {
        using var folder = new TemporaryFolder();
        var real = folder.Write("real.csv", "a,b,target\n1,-1,0.0\n-2,0.5,1.0\n");
        var whole = folder.Write("whole.csv", "a,b,target\n1,-1,0\n-2,0.5,1\n");
        File.WriteAllBytes(folder.Of("p.npy"), NpyBytes.Of("<f4", "(2, 2)", NpyBytes.Singles(1, -1, -2, 0.5)));
        File.WriteAllBytes(folder.Of("floats.npy"), NpyBytes.Of("<f4", "(2,)", NpyBytes.Singles(0, 1)));
        File.WriteAllBytes(folder.Of("longs.npy"), NpyBytes.Of("<i8", "(2,)", NpyBytes.Longs(0, 1)));
        string[] columns = ["--loss", "cross-entropy", "--prediction", "a,b"];

        Assert.Equal(["labels-as-floats"], await CodesAsync([real, .. columns]));
        Assert.Empty(await CodesAsync([whole, .. columns]));
        Assert.Equal(["labels-as-floats"], await CodesAsync(folder.Of("p.npy"), folder.Of("floats.npy"), "--loss", "focal"));
        Assert.Empty(await CodesAsync(folder.Of("p.npy"), folder.Of("longs.npy"), "--loss", "focal"));
        Assert.Empty(await CodesAsync(real, "--loss", "bce-with-logits", "--prediction", "a"));
    }

    [Fact]
    public async Task Losses_of_other_inputs_are_given_each_by_its_name()
    {
        using var folder = new TemporaryFolder();
        var table = folder.Write("means.csv", "prediction,target,v\n1,1.5,0.5\n2,1.5,-0.5\n");
        File.WriteAllBytes(folder.Of("l.npy"), NpyBytes.Of("<f4", "(3, 1, 2)", NpyBytes.Singles(1, 2, 0, 1, -1, 0.5)));
        File.WriteAllBytes(folder.Of("t.npy"), NpyBytes.Of("<i8", "(1, 2)", NpyBytes.Longs(1, 1)));
        File.WriteAllBytes(folder.Of("two.npy"), NpyBytes.Of("<i8", "(1,)", NpyBytes.Longs(2)));
        File.WriteAllBytes(folder.Of("three.npy"), NpyBytes.Of("<i8", "(1,)", NpyBytes.Longs(3)));

        Assert.Equal(["input-outside-domain"], await CodesAsync(table, "--loss", "gaussian-nll", "--input", "variance=v"));
        Assert.Empty(await CodesAsync(Sequence("three")));
        Assert.Equal(["impossible-alignment"], await CodesAsync(Sequence("two")));

        string[] Sequence(string frames) =>
        [
            "--loss", "ctc", "--input", $"logits={folder.Of("l.npy")}", "--input", $"targets={folder.Of("t.npy")}",
            "--input", $"input-lengths={folder.Of($"{frames}.npy")}", "--input", $"target-lengths={folder.Of("two.npy")}",
        ];
    }

    [Fact]
    public async Task Weights_of_classes_silence_the_advice_on_imbalance()
    {
        using var folder = new TemporaryFolder();
        var rows = Enumerable.Range(0, 100).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"{Math.Sin(i):F3},{Math.Cos(3 * i):F3},{(i % 20 == 0 ? 1 : 0)}"));
        var file = folder.Write("rare.csv", $"a,b,target\n{string.Join('\n', rows)}\n");
        string[] words = [file, "--loss", "cross-entropy", "--prediction", "a,b"];

        Assert.Equal(["class-imbalance"], await CodesAsync(words));
        Assert.Empty(await CodesAsync([.. words, "--class-weights", "0.53,10"]));
        Assert.Empty(await CodesAsync(file, "--loss", "bce-with-logits", "--prediction", "a", "--class-weights", "19"));
    }

    // With α = ∞ the loss is exp(e²/2) − 1, which overflows as soon as a step is too long.
    [Theory]
    [InlineData("general-robust:alpha=Infinity", 1)]
    [InlineData("general-robust:alpha=Infinity,mae", 2)]
    public async Task A_training_that_stopped_at_NaN_says_where_that_began(string losses, int count)
    {
        using var folder = new TemporaryFolder();
        var words = CompareSample.Words(folder.Of("run"), "--learning-rate", "10");
        words[Array.IndexOf(words, "--losses") + 1] = losses;
        await Run.LosskitAsync(words);

        var outcome = await Run.LosskitAsync("doctor", folder.Of("run"));

        Assert.Equal((1, string.Empty), (outcome.ExitCode, outcome.Error));
        Assert.Equal(count, outcome.Lines.Count(line => line.Contains(" test rows of ", StringComparison.Ordinal)));
        Assert.Contains("not-finite (error, loss)", outcome.Output, StringComparison.Ordinal);
        Assert.Matches(@"seen  Repeat 1 stopped after \d+ whole epochs: The loss became NaN or infinite in epoch", outcome.Output);
    }

    [Fact]
    public void The_metrics_of_compare_can_be_named() => Assert.Empty(
        MetricSet.For(LearningTask.Regression).Concat(MetricSet.For(LearningTask.Binary))
            .Select(metric => metric.Id)
            .Except(LossDoctor.Metrics));

    private static async Task<string[]> CodesAsync(params string[] arguments)
    {
        var outcome = await Run.LosskitAsync(["doctor", .. arguments, "--json"]);
        Assert.Empty(outcome.Error);
        using var json = JsonDocument.Parse(outcome.Output);
        string[] codes = [.. json.RootElement.GetProperty("examined").EnumerateArray().SelectMany(CodesOf)];
        Assert.Equal(codes.Length == 0 ? 0 : 1, outcome.ExitCode);
        return codes;
    }

    private static IEnumerable<string> CodesOf(JsonElement examined) =>
        [.. examined.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString()!)];
}
