using LossKit.Cli;
using Spectre.Console;

namespace LossKit.Tests;

public sealed class ProgressTests
{
    private const string LongName = "cross-entropy:label-smoothing=0.1";

    [Theory]
    [InlineData(false, null, "xterm", true)]
    [InlineData(false, "", null, true)]
    [InlineData(true, null, "xterm", false)]
    [InlineData(false, "1", "xterm", false)]
    [InlineData(false, null, "dumb", false)]
    public void Bars_are_for_terminals_that_take_them(bool isRedirected, string? noColor, string? terminal, bool expected) =>
        Assert.Equal(expected, ComparisonProgress.IsLive(isRedirected, noColor, terminal));

    [Fact]
    public void A_bar_shows_loss_repeat_epoch_and_validation_value_in_80_columns()
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 80;

        ComparisonProgress.WatchLive(Comparison(), console, progress =>
        {
            var key = new RunKey(LongName, 1);
            progress.Started(key);
            progress.EpochEnded(key, new(3, 1, 0.25));
            return true;
        });

        var text = output.ToString();
        Assert.Contains(LongName, text, StringComparison.Ordinal);
        Assert.Contains("repeat 1/2", text, StringComparison.Ordinal);
        Assert.Contains("epoch 3", text, StringComparison.Ordinal);
        Assert.Contains("0.25", text, StringComparison.Ordinal);
        Assert.DoesNotContain('…', text);
    }

    [Fact]
    public void A_plain_line_tells_what_ended_and_nothing_of_what_was_there_already()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var progress = new PlainProgress(Comparison(), output);
        var result = new RunResult { Key = new(LongName, 2), Curve = [new(1, 2, 0.5), new(2, 2, 0.25)], BestEpoch = 2 };

        progress.Finished(result with { Key = new(LongName, 1) });
        progress.Started(result.Key);
        progress.EpochEnded(result.Key, result.Curve[0]);
        progress.EpochEnded(result.Key, result.Curve[1]);
        progress.Finished(result);

        Assert.Equal($"[2/2] {LongName}, repeat 2: 2 epochs, best validation value 0.25 after 2\n", output.ToString());
    }

    private static Comparison Comparison() => new(
        Dataset.From(CsvTable.Read(CompareSample.Penguins), new DatasetOptions { Target = "species" }),
        new ComparisonOptions { Losses = [LongName], Repeats = 2, Epochs = 5 });
}
