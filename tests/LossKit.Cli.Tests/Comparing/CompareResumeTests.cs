using System.Diagnostics;
using System.Globalization;
using LossKit.Cli;

namespace LossKit.Tests;

public sealed class CompareResumeTests
{
    private static readonly string[] Long = ["--epochs", "60", "--patience", "60", "--repeats", "4", "--threads", "1", "--losses", "mse,mae"];

    [Fact]
    public async Task After_a_kill_the_same_command_goes_on_where_it_was()
    {
        using var folder = new TemporaryFolder();
        using (var killed = await StartAndWaitAsync(folder.Of("killed"), finished: 3))
        {
            killed.Kill();
            await killed.WaitForExitAsync();
        }

        var before = CompareSample.PartTimes(folder.Of("killed"));
        Assert.InRange(before.Count, 3, 7);
        Assert.False(File.Exists(folder.Of("killed/results.json")));

        var resumed = await Run.LosskitAsync(Words(folder.Of("killed")));
        var whole = await Run.LosskitAsync(Words(folder.Of("whole")));

        Assert.Equal(0, resumed.ExitCode);
        Assert.Equal(0, whole.ExitCode);
        Assert.Contains($"{before.Count} of 8 trainings are finished already and are not done again.", resumed.Error, StringComparison.Ordinal);
        var after = CompareSample.PartTimes(folder.Of("killed"));
        Assert.Equal(8, after.Count);
        Assert.All(before, part => Assert.Equal(part.Value, after[part.Key]));
        CompareSample.AssertSameFiles(folder.Of("whole"), folder.Of("killed"));
    }

    [Fact]
    public async Task An_interrupt_says_how_to_go_on()
    {
        using var folder = new TemporaryFolder();
        using var losskit = await StartAndWaitAsync(folder.Of("run"), finished: 1);

        using var kill = Process.Start("kill", ["-INT", losskit.Id.ToString(CultureInfo.InvariantCulture)]);
        var outcome = await Run.EndAsync(losskit);

        Assert.Equal(130, outcome.ExitCode);
        Assert.Matches(@"Stopped with \d of 8 trainings finished; go on where it was with: losskit compare .* --out ", outcome.Error);
        Assert.EndsWith(folder.Of("run") + "\n", outcome.Error.Replace(" --epochs 60 --patience 60 --repeats 4 --threads 1 --losses mse,mae", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_part_is_trained_again()
    {
        using var folder = new TemporaryFolder();
        await CompareSample.RunAsync(folder.Of("whole"));
        await CompareSample.RunAsync(folder.Of("damaged"));
        var cut = folder.Of("damaged/parts/repeat-1-loss-2.part");
        var changed = folder.Of("damaged/parts/repeat-2-loss-1.part");
        await File.WriteAllBytesAsync(cut, (await File.ReadAllBytesAsync(cut))[..^100]);
        await File.WriteAllTextAsync(changed, (await File.ReadAllTextAsync(changed)).Replace("\"best-epoch\":", "\"best-epoch\": ", StringComparison.Ordinal));

        var outcome = await CompareSample.RunAsync(folder.Of("damaged"));

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("repeat-1-loss-2.part is damaged, so that part is trained again.", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("4 of 6 trainings are finished already and are not done again.", outcome.Error, StringComparison.Ordinal);
        CompareSample.AssertSameFiles(folder.Of("whole"), folder.Of("damaged"));
    }

    [Fact]
    public async Task Other_options_in_the_folder_are_an_error_that_names_them()
    {
        using var folder = new TemporaryFolder();
        await CompareSample.RunAsync(folder.Of("run"));

        var outcome = await CompareSample.RunAsync(folder.Of("run"), "--seed", "5", "--model", "linear");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal(
            $"losskit: --out {folder.Of("run")} holds another run: --model was 64,64 and is now linear; --seed was 1 and is now 5. "
            + "Name another folder, or write the command as it was.\n",
            outcome.Error);
    }

    [Fact]
    public async Task Other_data_in_the_folder_is_an_error()
    {
        using var folder = new TemporaryFolder();
        await CompareSample.RunAsync(folder.Of("run"));
        var words = CompareSample.Words(folder.Of("run"));
        words[1] = folder.Write("diabetes.csv", string.Join('\n', (await File.ReadAllLinesAsync(CompareSample.Diabetes)).SkipLast(1)));

        var outcome = await Run.LosskitAsync(words);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("holds another run: the data (SHA-256) was ", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_with_other_things_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("letter.txt", "Dear");

        var outcome = await CompareSample.RunAsync(folder.Path);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("holds letter.txt and is no folder of a run", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(["letter.txt"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_folder_in_use_is_refused()
    {
        using var folder = new TemporaryFolder();
        await CompareSample.RunAsync(folder.Of("run"));
        await using var held = new FileStream(folder.Of("run/.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var outcome = await CompareSample.RunAsync(folder.Of("run"));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("is in use by another losskit", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_comes_back_bit_for_bit()
    {
        using var folder = new TemporaryFolder();
        var part = new PartDocument
        {
            Loss = "huber:delta=0.5",
            Repeat = 3,
            Seconds = 0.1,
            BestEpoch = 1,
            Failure = null,
            Training = [0.1, double.NaN],
            Validation = [double.PositiveInfinity, double.NegativeInfinity],
            TestRows = [0, 7],
            Predictions = [1 / 3.0, double.Epsilon, -0.0],
            Metrics = new Dictionary<string, double>(StringComparer.Ordinal) { ["r-squared"] = double.NaN },
        };

        PartFile.Write(folder.Of("a.part"), part);
        var read = PartFile.Read(folder.Of("a.part"))!;

        Assert.Equal(Bits(part.Predictions), Bits(read.Predictions));
        Assert.Equal(part.Training, read.Training);
        Assert.Equal(part.Validation, read.Validation);
        Assert.Equal(part.Metrics, read.Metrics);
        Assert.Equal(part.TestRows, read.TestRows);
        Assert.Equal(part.ToResult().Key, read.ToResult().Key);
    }

    private static long[] Bits(IEnumerable<double> values) => [.. values.Select(BitConverter.DoubleToInt64Bits)];

    private static string[] Words(string folder) =>
        ["compare", CompareSample.Diabetes, "--target", "progression", "--out", folder, .. Long];

    private static async Task<Process> StartAndWaitAsync(string folder, int finished)
    {
        var losskit = Run.StartLosskit(Words(folder));
        while (await losskit.StandardError.ReadLineAsync() is { } line && !line.StartsWith($"[{finished}/", StringComparison.Ordinal))
        {
        }

        return losskit;
    }
}
