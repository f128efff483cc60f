using LossKit.Cli;

namespace LossKit.Tests;

public sealed class TextTableTests
{
    private const string LongName = "general-robust:alpha=Infinity:scale=0.5:reduction=mean";

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    public void Eight_wide_columns_of_six_losses_fit_and_nothing_is_cut_off(int width)
    {
        var columns = Enumerable.Range(0, 8).Select(column => new ReportColumn($"metric {column}", ColumnSide.Right));
        var rows = Enumerable.Range(0, 6)
            .Select(row => Enumerable.Range(0, 8).Select(column => $"{row}{column}.345 ± 1.234 *").Prepend(row == 0 ? LongName : $"loss-{row}").ToArray());
        using var output = new StringWriter { NewLine = "\n" };

        TextTable.Write(new("Title", [new("loss", ColumnSide.Left), .. columns], [.. rows], "Legend"), width, output);

        var text = output.ToString();
        var lines = text.Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
        Assert.All(Enumerable.Range(0, 6), row => Assert.All(
            Enumerable.Range(0, 8), column => Assert.Contains($"{row}{column}.345 ± 1.234 *", text, StringComparison.Ordinal)));
        Assert.Contains(lines, line => line is "general-robust:alpha=Infinity:");
        Assert.Contains(lines, line => line.StartsWith("  scale=0.5:reduction=mean  ", StringComparison.Ordinal));
    }

    [Fact]
    public void Numbers_end_and_words_begin_in_line()
    {
        using var output = new StringWriter { NewLine = "\n" };

        TextTable.Write(
            new("Title", [new("loss", ColumnSide.Left), new("MAE", ColumnSide.Right), new("words", ColumnSide.Left)], [["mse", "12.5", "best"], ["mae", "2", "x"]], string.Empty),
            100,
            output);

        Assert.Equal("Title\nloss   MAE  words\n-----------------\nmse   12.5  best\nmae      2  x\n\n", output.ToString());
    }

    // Both numbers with the decimals of the coarser; the values of a mean's interval are mean ± half.
    [Theory]
    [InlineData(45.1134, 5.9683, "45.11 ± 5.97")]
    [InlineData(-1.2701, 10.5612, "-1.27 ± 10.56")]
    [InlineData(1234.6, 1.6, "1235 ± 2")]
    [InlineData(0.5, 0, "0.5000 ± 0")]
    public void An_interval_has_one_number_of_decimals(double mean, double half, string expected) =>
        Assert.Equal(expected, IntervalText.Of(RegressionMetric.Mae, new(mean, mean - half, mean + half, 5)));
}
