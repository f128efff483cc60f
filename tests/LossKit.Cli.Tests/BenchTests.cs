using System.Text.Json;
using LossKit.Cli;

namespace LossKit.Tests;

public sealed class BenchTests
{
    [Fact]
    public async Task Json_has_an_object_a_line_for_each_loss_shape_and_number_of_threads()
    {
        var outcome = await Run.LosskitAsync(
            "bench", "--losses", "mse,dice:activation=softmax", "--shape", "2x3x20,4x2", "--threads", "1,2", "--dtype", "float64", "--json");

        Assert.True(outcome.ExitCode == 0, outcome.Error);
        var lines = outcome.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(
            ["mse 2x3x20 1", "mse 2x3x20 2", "mse 4x2 1", "mse 4x2 2", "dice:activation=softmax 2x3x20 1", "dice:activation=softmax 2x3x20 2",
             "dice:activation=softmax 4x2 1", "dice:activation=softmax 4x2 2"],
            lines.Select(line => $"{line.GetProperty("loss").GetString()} {line.GetProperty("shape").GetString()} {line.GetProperty("threads").GetInt32()}"));
        foreach (var line in lines)
        {
            Assert.Equal("float64", line.GetProperty("dtype").GetString());
            var elements = line.GetProperty("shape").GetString() == "4x2" ? 8 : 120;
            Assert.Equal(elements, line.GetProperty("elements").GetInt32());
            Assert.True(line.GetProperty("fastestNs").GetDouble() > 0);
            Assert.True(line.GetProperty("medianNs").GetDouble() >= line.GetProperty("fastestNs").GetDouble());
            Assert.Equal(line.GetProperty("medianNs").GetDouble() / elements, line.GetProperty("nsPerElement").GetDouble(), 1e-9);
            Assert.Equal(line.GetProperty("bytes").GetInt64() / line.GetProperty("medianNs").GetDouble(), line.GetProperty("gigabytesPerSecond").GetDouble(), 1e-9);
            Assert.Equal(
                line.GetProperty("shareOfCopy").GetDouble(),
                line.GetProperty("gigabytesPerSecond").GetDouble() / line.GetProperty("copyGigabytesPerSecond").GetDouble(),
                1e-9);
            Assert.Equal(0, line.GetProperty("allocatedBytes").GetInt64());
        }

        // Predictions, targets and the gradient of eight doubles each.
        Assert.Equal(3 * 8 * 8, lines[2].GetProperty("bytes").GetInt64());
    }

    [Fact]
    public async Task The_table_says_what_was_measured_and_has_a_line_for_each_loss()
    {
        var outcome = await Run.LosskitAsync("bench", "--losses", "huber:delta=0.5,mae", "--shape", "1000", "--threads", "1");

        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.StartsWith("Value and gradient of float32, on ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("ns/element   median  fastest     GB/s  of copy", outcome.Output, StringComparison.Ordinal);
        Assert.Single(outcome.Lines, line => line.StartsWith("huber:delta=0.5  1000 ", StringComparison.Ordinal));
        Assert.Single(outcome.Lines, line => line.StartsWith("mae              1000 ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("There is no loss 'mze' (did you mean 'mse'?)", "--losses", "mze")]
    [InlineData("--losses names none", "--losses", ",")]
    [InlineData("--shape is '3xx4', but must be lengths of at least 1 with x between, such as 256x1000.", "--shape", "3xx4")]
    [InlineData("--shape is '0', but must be lengths of at least 1", "--shape", "0")]
    [InlineData("--shape is '100000x100000', which is more than 268435456 numbers", "--shape", "100000x100000")]
    [InlineData("--shape is empty", "--shape", ",")]
    [InlineData("--shape is 10x10, but ctc takes TxNxCxS: write for example 150x32x80x40.", "--losses", "ctc", "--shape", "10x10")]
    [InlineData("--shape is 10, but cross-entropy takes NxC and any further lengths: write", "--losses", "cross-entropy", "--shape", "10")]
    [InlineData("--dtype is 'float16' (did you mean 'float32'?), but must be one of float32, float64.", "--dtype", "float16")]
    [InlineData("--threads is '1,x', but must be whole numbers from 1 to 1024", "--threads", "1,x")]
    [InlineData("--threads is '0', but must be whole numbers from 1 to 1024", "--threads", "0")]
    public async Task What_cannot_be_measured_is_said_in_a_sentence(string sentence, params string[] arguments)
    {
        var outcome = await Run.LosskitAsync(["bench", .. arguments]);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal(string.Empty, outcome.Output);
        Assert.StartsWith($"losskit: {sentence}", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_loss_has_a_usual_shape_that_fits_it()
    {
        foreach (var entry in LossCatalog.BuiltIn)
        {
            Assert.All(Workload.Of([entry.Card.Id], []), workload => Assert.Same(entry.Card, workload.Loss.Card));
        }
    }

    [Fact]
    public void The_median_lies_between_the_middle_slices()
    {
        Assert.Equal(new(2, 1, 3), SliceTimes.Of([3, 1, 2]));
        Assert.Equal(new(2.5, 1, 4), SliceTimes.Of([3, 1, 9, 2]));
    }
}
