namespace LossKit.Tests;

public sealed class RecommendErrorTests
{
    [Theory]
    [InlineData("", "There is nothing to look at: name a table and its --target, or a --task.")]
    [InlineData("--target y", "There is nothing to look at: ")]
    [InlineData("DATA", "--target is missing: name the column to be predicted.")]
    [InlineData("DATA --target yy", "DATA has no target column `yy`; did you mean `y`?")]
    [InlineData("DATA --target b,zz", "DATA has no target column `zz`")]
    [InlineData("DATA --target y,b", "Line 2 of DATA has 0.5 in `y`, but each of several targets must be a column of 0 and 1; ")]
    [InlineData("DATA --target b,y --task binary", "--target names 2 columns, but --task binary has one: name one.")]
    [InlineData("DATA --target y --drop aa", "DATA has no column that --drop names, `aa`; did you mean `a`?")]
    [InlineData("DATA --target y --task segmentation", "--task segmentation has no table: leave the table and --target out.")]
    [InlineData("DATA --target y --task multi-label", "`y` holds no lists such as a;b, a|b or \"a,b\": ")]
    [InlineData("DATA --target y --task binray", "--task is 'binray' (did you mean 'binary'?), but must be one of regression, ")]
    [InlineData("DATA --target y --having intervall", "--having is 'intervall' (did you mean 'interval'?), but must be one of interval, ")]
    [InlineData("--task boxes --having aspectratio", "--having is 'aspectratio' (did you mean 'aspect-ratio'?), but must be one of aspect-ratio.")]
    [InlineData("--task boxes --categorical a", "--target, --drop and --categorical name columns of a table, and there is none: ")]
    [InlineData("DATA --target y --having teacher", "No rule of regression asks for teacher; it asks for interval, safe-side, ")]
    [InlineData("DATA --target y --repeats 2", "--repeats, --epochs and --out belong to --prove: ")]
    [InlineData("DATA --target y --prove --json", "--json and --prove cannot go together: ")]
    [InlineData("DATA --target y --prove --epochs 0", "--epochs is 0, but must be from 1 to 1000000.")]
    [InlineData("DATA --target b,c --prove", "--prove runs compare, which learns one column at a time, ")]
    [InlineData("--task boxes --prove", "--prove trains on a table, and there is none: ")]
    [InlineData("--task boxes --target y", "--target, --drop and --categorical name columns of a table, and there is none: ")]
    [InlineData("none.csv --target y", "There is no file none.csv; check the path.")]
    public async Task What_cannot_be_done_gets_one_sentence(string arguments, string sentence)
    {
        // y has fractions; b and c are 0 and 1.
        var rows = Enumerable.Range(0, 40).Select(row => $"{row * 7 % 11},{row % 2},{row / 20},{row}.5\n");
        await AssertRefusedAsync($"a,b,c,y\n{string.Concat(rows)}", arguments, sentence);
    }

    [Theory]
    [InlineData("", "DATA is empty; it needs a header line and rows.")]
    [InlineData("a,y\n", "DATA has a header but no rows below it.")]
    [InlineData("a,y\n1,\n2,NA\n3,?\n", "DATA has 0 rows with a value in `y` (of 3), and at least 10 are needed; ")]
    [InlineData("a,y\n1,2,3\n", "Line 2 of DATA has 3 cells where the header has 2; ")]
    [InlineData("a;y\n1;2\n", "DATA seems to be separated by semicolons; ")]
    [InlineData("a,y\n1,c\n2,c\n3,c\n4,c\n5,c\n6,c\n7,c\n8,c\n9,c\n10,c\n", "Every row has 'c' in `y`, so there is nothing to learn; ")]
    [InlineData("a,y\n1,2\n2,3\n", "DATA has 2 rows with a value in `y` (of 2), and at least 10 are needed; ")]
    [InlineData("a,y\n1,x;z\n2,z\n3,x;z\n4,x;z\n5,x;z\n6,x;z\n7,x;z\n", "DATA has 7 rows with a value in `y` (of 7), and at least 10 are needed; ")]
    public Task A_table_that_cannot_be_used_gets_one_sentence(string content, string sentence) =>
        AssertRefusedAsync(content, "DATA --target y", sentence);

    private static async Task AssertRefusedAsync(string content, string arguments, string sentence)
    {
        using var folder = new TemporaryFolder();
        var data = folder.Write("data.csv", content);
        string[] words = [.. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word == "DATA" ? data : word)];

        var outcome = await Run.LosskitAsync(["recommend", .. words]);

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith($"losskit: {sentence.Replace("DATA", data, StringComparison.Ordinal)}", outcome.Error, StringComparison.Ordinal);
        Assert.Single(outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
