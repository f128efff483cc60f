using System.IO.Compression;
using System.Text.Json;

namespace LossKit.Tests;

public sealed class CompareTests
{
    [Fact]
    public async Task Regression_gives_tables_a_verdict_and_files_that_agree()
    {
        using var folder = new TemporaryFolder();

        var outcome = await CompareSample.RunAsync(folder.Of("run"));

        Assert.Equal(0, outcome.ExitCode);
        // The last line has the path of the folder.
        Assert.All(outcome.Lines[..^1], line => Assert.InRange(line.Length, 1, 100));
        Assert.All(["mse", "mae", "huber:delta=0.5"], loss => Assert.Contains(outcome.Lines, line => line.StartsWith($"{loss} ", StringComparison.Ordinal)));
        Assert.Contains(outcome.Lines, line => line.StartsWith("(the targets) ", StringComparison.Ordinal));
        Assert.Contains("`progression` holds 214 distinct numbers: regression.", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("[6/6] ", outcome.Error, StringComparison.Ordinal);
        using var results = JsonDocument.Parse(await File.ReadAllBytesAsync(folder.Of("run/results.json")));
        var verdict = results.RootElement.GetProperty("verdict").GetString()!;
        Assert.Contains(verdict, string.Join(' ', outcome.Lines), StringComparison.Ordinal);
        Assert.Contains(verdict, await File.ReadAllTextAsync(folder.Of("run/summary.md")), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path, "*.unfinished", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task The_predictions_give_the_metrics_again()
    {
        using var folder = new TemporaryFolder();
        await CompareSample.RunAsync(folder.Of("run"));

        var lines = await File.ReadAllLinesAsync(folder.Of("run/predictions.csv"));
        var data = await File.ReadAllLinesAsync(CompareSample.Diabetes);
        using var results = JsonDocument.Parse(await File.ReadAllBytesAsync(folder.Of("run/results.json")));

        Assert.Equal("line,repeat,loss,target,prediction", lines[0]);

        // A fifth of 442 rows, twice for each of three losses.
        Assert.Equal(88 * 2 * 3, lines.Length - 1);
        var rows = lines.Skip(1).Select(line => line.Split(',')).ToArray();
        Assert.All(rows, row => Assert.Equal(data[int.Parse(row[0]) - 1].Split(',')[^1], row[3]));
        foreach (var loss in results.RootElement.GetProperty("losses").EnumerateArray())
        {
            var errors = rows.Where(row => row[2] == loss.GetProperty("loss").GetString() && row[1] == "2")
                .Average(row => Math.Abs(double.Parse(row[4]) - double.Parse(row[3])));
            Assert.Equal(loss.GetProperty("metrics").GetProperty("mae").GetProperty("values")[1].GetDouble(), errors, 1e-10);
        }
    }

    [Fact]
    public async Task Classes_get_their_names_and_probabilities()
    {
        using var folder = new TemporaryFolder();

        var outcome = await Run.LosskitAsync(
            "compare", CompareSample.Penguins, "--target", "species", "--epochs", "4", "--repeats", "2", "--model", "linear", "--out", folder.Of("run"));

        Assert.Equal(0, outcome.ExitCode);
        // The last line has the path of the folder.
        Assert.All(outcome.Lines[..^1], line => Assert.InRange(line.Length, 1, 100));
        var lines = await File.ReadAllLinesAsync(folder.Of("run/predictions.csv"));
        Assert.Equal("line,repeat,loss,target,prediction,p(Adelie),p(Chinstrap),p(Gentoo)", lines[0]);
        Assert.All(lines.Skip(1).Select(line => line.Split(',')), row =>
        {
            var probabilities = row[5..].Select(double.Parse).ToArray();
            Assert.Equal(1, probabilities.Sum(), 1e-6);
            Assert.Equal(new[] { "Adelie", "Chinstrap", "Gentoo" }[Array.IndexOf(probabilities, probabilities.Max())], row[4]);
        });
    }

    [Fact]
    public async Task Threads_change_no_byte()
    {
        using var folder = new TemporaryFolder();

        await CompareSample.RunAsync(folder.Of("one"), "--threads", "1");
        // Two runs side by side, and all six.
        await CompareSample.RunAsync(folder.Of("two"), "--threads", "2");
        await CompareSample.RunAsync(folder.Of("many"), "--threads", "7");

        CompareSample.AssertSameFiles(folder.Of("one"), folder.Of("two"));
        CompareSample.AssertSameFiles(folder.Of("one"), folder.Of("many"));
    }

    [Fact]
    public async Task Another_seed_gives_other_numbers()
    {
        using var folder = new TemporaryFolder();

        await CompareSample.RunAsync(folder.Of("one"), "--seed", "1");
        await CompareSample.RunAsync(folder.Of("two"), "--seed", "2");

        Assert.NotEqual(await File.ReadAllTextAsync(folder.Of("one/predictions.csv")), await File.ReadAllTextAsync(folder.Of("two/predictions.csv")));
    }

    [Fact]
    public async Task The_file_of_the_run_says_how_to_repeat_it()
    {
        using var folder = new TemporaryFolder();
        await CompareSample.RunAsync(folder.Of("run"), "--seed", "7", "--threads", "1");

        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(folder.Of("run/run.json")));

        var run = json.RootElement;
        Assert.StartsWith($"losskit compare {CompareSample.Diabetes} --target progression", run.GetProperty("command").GetString(), StringComparison.Ordinal);
        Assert.Equal(7, run.GetProperty("seed").GetInt32());
        Assert.Equal(1, run.GetProperty("threads").GetInt32());
        Assert.Equal(442, run.GetProperty("data").GetProperty("rows-used").GetInt32());
        Assert.Equal(CsvTable.Read(CompareSample.Diabetes).Source.Sha256, run.GetProperty("data").GetProperty("sha256").GetString());
        Assert.Contains(run.GetProperty("register-bits").GetInt32(), new[] { 64, 128, 256, 512 });
        Assert.All(run.GetProperty("seconds-by-loss").EnumerateObject(), loss => Assert.True(loss.Value.GetDouble() > 0));
        Assert.True(run.GetProperty("finished").GetDateTimeOffset() > run.GetProperty("started").GetDateTimeOffset());
        foreach (var name in new[] { "losskit-version", "runtime", "operating-system", "processor" })
        {
            Assert.NotEmpty(run.GetProperty(name).GetString()!);
        }
    }

    [Fact]
    public async Task Compressed_data_gives_the_same_predictions()
    {
        using var folder = new TemporaryFolder();
        var compressed = folder.Of("diabetes.csv.gz");
        await using (var gzip = new GZipStream(File.Create(compressed), CompressionLevel.Fastest))
        {
            await gzip.WriteAsync(await File.ReadAllBytesAsync(CompareSample.Diabetes));
        }

        await CompareSample.RunAsync(folder.Of("plain"));
        var words = CompareSample.Words(folder.Of("gzip"));
        words[1] = compressed;
        var outcome = await Run.LosskitAsync(words);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(await File.ReadAllTextAsync(folder.Of("plain/predictions.csv")), await File.ReadAllTextAsync(folder.Of("gzip/predictions.csv")));
    }

    [Fact]
    public async Task A_loss_that_is_no_longer_finite_stops_and_the_others_go_on()
    {
        using var folder = new TemporaryFolder();

        // With α = ∞ the loss is exp(e²/2) − 1, which overflows as soon as a step is too long.
        var outcome = await CompareSample.RunAsync(folder.Of("run"), "--learning-rate", "10");
        var words = CompareSample.Words(folder.Of("mixed"), "--learning-rate", "10");
        words[Array.IndexOf(words, "--losses") + 1] = "general-robust:alpha=Infinity,mae";
        var mixed = await Run.LosskitAsync(words);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(0, mixed.ExitCode);
        var text = string.Join(' ', mixed.Lines);
        Assert.Contains("general-robust:alpha=Infinity stopped in repeat 1: The loss became NaN or infinite in epoch 1, step ", text, StringComparison.Ordinal);
        Assert.Contains("not compared: training stopped", text, StringComparison.Ordinal);
        Assert.Contains("Use mae: ", text, StringComparison.Ordinal);
        using var results = JsonDocument.Parse(await File.ReadAllBytesAsync(folder.Of("mixed/results.json")));
        Assert.False(results.RootElement.GetProperty("losses")[0].GetProperty("complete").GetBoolean());
        Assert.True(results.RootElement.GetProperty("losses")[1].GetProperty("complete").GetBoolean());
    }

    [Fact]
    public async Task Where_no_loss_is_finished_the_exit_code_says_so()
    {
        using var folder = new TemporaryFolder();
        var words = CompareSample.Words(folder.Of("run"), "--learning-rate", "10");
        words[Array.IndexOf(words, "--losses") + 1] = "general-robust:alpha=Infinity";

        var outcome = await Run.LosskitAsync(words);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("No loss was trained to the end in every repeat", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_redirected_holds_no_escape_codes()
    {
        using var folder = new TemporaryFolder();

        var outcome = await CompareSample.RunAsync(folder.Of("run"));

        Assert.DoesNotContain('\e', outcome.Output + outcome.Error);
        Assert.DoesNotContain('…', outcome.Output + outcome.Error);
    }

    [Fact]
    public async Task Without_a_folder_the_run_is_named_by_data_and_time()
    {
        using var folder = new TemporaryFolder();

        var outcome = await Run.ProgramAsync(
            "dotnet",
            [TestPlaces.Command, "compare", CompareSample.Diabetes, "--target", "progression", "--epochs", "1", "--repeats", "1"],
            folder.Path);

        Assert.Equal(0, outcome.ExitCode);
        var run = Assert.Single(Directory.GetDirectories(folder.Of("runs")));
        Assert.Matches(@"^diabetes-\d{8}-\d{6}$", Path.GetFileName(run));
        Assert.True(File.Exists(Path.Combine(run, "results.json")));
    }

    [Fact]
    public async Task Cells_that_are_no_finite_numbers_are_counted_as_missing()
    {
        using var folder = new TemporaryFolder();
        var data = folder.Write("data.csv", CompareSample.Table(40, 3, "inf"));

        var outcome = await Run.LosskitAsync("compare", data, "--target", "y", "--epochs", "1", "--repeats", "1", "--task", "regression", "--out", folder.Of("run"));

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("`b` has 1 cell with NaN or an infinite number, taken as missing.", outcome.Error, StringComparison.Ordinal);
    }
}
