namespace LossKit.Tests;

public sealed class CompareDiagnoseTests
{
    [Fact]
    public async Task Gradient_norms_of_every_layer_are_printed_and_change_no_number()
    {
        using var folder = new TemporaryFolder();

        var plain = await CompareSample.RunAsync(folder.Of("plain"));
        var diagnosed = await CompareSample.RunAsync(folder.Of("diagnosed"), "--diagnose");

        Assert.Equal(0, diagnosed.ExitCode);
        // The last line has the path of the folder.
        Assert.All(diagnosed.Lines[..^1], line => Assert.InRange(line.Length, 1, 100));
        Assert.DoesNotContain("Gradient norms by layer", plain.Lines);
        Assert.Contains("Gradient norms by layer", diagnosed.Lines);
        Assert.All(
            from loss in (string[])["mse", "mae", "huber:delta=0.5"] from layer in (string[])["0", "2", "4"] select (loss, layer),
            row => Assert.Single(diagnosed.Lines, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var loss, var layer, _, _, _, "-"]
                && (loss, layer) == row));
        CompareSample.AssertSameFiles(folder.Of("plain"), folder.Of("diagnosed"));
    }

    [Fact]
    public async Task Training_that_runs_away_is_told_layer_by_layer()
    {
        using var folder = new TemporaryFolder();
        var table = folder.Write("y.csv", CompareSample.Table(200));

        // Steps of 10 throw the weights so far out that most units are never active again.
        var outcome = await Run.LosskitAsync(
            "compare", table, "--target", "y", "--losses", "mse", "--learning-rate", "10", "--epochs", "6", "--repeats", "1", "--diagnose", "--out", folder.Of("run"));

        Assert.Contains(outcome.Lines, line => line.StartsWith("mse ", StringComparison.Ordinal) && line.Contains(" of 6 epochs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_everything_was_trained_before_the_table_says_so()
    {
        using var folder = new TemporaryFolder();
        await CompareSample.RunAsync(folder.Of("run"));

        var again = await CompareSample.RunAsync(folder.Of("run"), "--diagnose");

        Assert.Equal(3, again.Lines.Count(line => line.EndsWith("nothing: it was trained before", StringComparison.Ordinal)));
    }
}
