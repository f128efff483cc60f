namespace LossKit.Tests;

public sealed class CompareErrorTests
{
    [Theory]
    [InlineData(null, "--target y", "There is no file DATA; check the path.")]
    [InlineData("", "--target y", "DATA is empty; it needs a header line and rows.")]
    [InlineData("1,2\n3,4\n", "--target y", "DATA has no header: ")]
    [InlineData("a,y\n1,2\n3,4,5\n", "--target y", "Line 3 of DATA has 3 cells where the header has 2; ")]
    [InlineData("a,y\n1,2\n2,3\n", "--target y", "DATA has 2 rows with a value in `y` (of 2), and at least 10 are needed; ")]
    public Task A_file_that_cannot_be_used_gets_one_sentence(string? content, string arguments, string sentence) =>
        AssertRefusedAsync(content, arguments, sentence);

    [Theory]
    [InlineData("--target yy", "DATA has no target column `yy`; did you mean `y`?")]
    [InlineData("--target c", "Every row has '1' in `c`, so there is nothing to learn; choose another target.")]
    [InlineData("--target y --numeric t", "`t` is to hold numbers, and line 2 of DATA holds 'x0'; ")]
    [InlineData("--target y --drop aa", "DATA has no column that --drop names, `aa`; did you mean `a`?")]
    [InlineData("--target y --losses huberr", "There is no loss 'huberr' (did you mean 'huber'?)")]
    [InlineData("--target y --losses huber:dleta=1", "huber has no option 'dleta' (did you mean 'delta'?)")]
    [InlineData("--target y --losses huber:delta=-1", "Option delta is -1, but must be greater than 0.")]
    [InlineData("--target y --losses mse,mse", "--losses names 'mse' twice; name each loss once.")]
    [InlineData("--target y --losses ,", "--losses names none: ")]
    [InlineData("--target y --losses cross-entropy", "'cross-entropy' compares classes, but `y` holds 40 distinct numbers: regression; use mse, mae, ")]
    [InlineData("--target t --losses mae", "'mae' compares numbers, but `t` holds text with 2 distinct values: binary; 'x1' is the positive class; use bce-with-logits, ")]
    [InlineData("--target y --losses dice", "'dice' needs arrays that a table does not have: prediction is [N,C,d…]; use mse, ")]
    [InlineData("--target t --losses 0.5*giou+diou", "'0.5*giou+diou' needs arrays that a table does not have: prediction is [N,4] boxes x1, ")]
    [InlineData("--target t --losses kl-divergence", "'kl-divergence' needs arrays that a table does not have: prediction is ")]
    [InlineData("--target y --losses mape --task regression", "'mape' needs targets other than 0, which it divides by, but `y` is 0 in line 2; use mae or msle.")]
    [InlineData("--target y --epochs 0", "--epochs is 0, but must be from 1 to 1000000.")]
    [InlineData("--target y --epochs many", "--epochs is 'many', but must be a whole number.")]
    [InlineData("--target y --repeats 0", "--repeats is 0, but must be from 1 to 1000.")]
    [InlineData("--target y --batch-size 0", "--batch-size is 0, but must be from 1 to 1048576.")]
    [InlineData("--target y --learning-rate 20", "--learning-rate is 20, but must be greater than 0 and at most 10.")]
    [InlineData("--target y --model 64,x", "--model is '64,x', but must be the units of each hidden layer, such as 64,64, or linear.")]
    [InlineData("--target y --model 0", "The number of units of a layer in --model is 0, but must be from 1 to 8192.")]
    [InlineData("--target y --threads 0", "--threads is 0, but must be from 1 to 1024.")]
    [InlineData("--target y --task clasification", "--task is 'clasification'")]
    [InlineData("--target y --epoch 3", "There is no option '--epoch' (did you mean '--epochs'?)")]
    [InlineData("", "--target has no value: write --target COLUMN; ")]
    public Task A_command_that_cannot_be_done_gets_one_sentence(string arguments, string sentence)
    {
        // y is 0, 1, 2 …; c is constant; t has two texts.
        var rows = Enumerable.Range(0, 40).Select(row => $"{row * 7 % 11},{row * 3 % 5},1,x{row % 2},{row}\n");
        return AssertRefusedAsync($"a,b,c,t,y\n{string.Concat(rows)}", arguments, sentence);
    }

    [Fact]
    public async Task A_folder_is_no_data()
    {
        using var folder = new TemporaryFolder();

        var outcome = await Run.LosskitAsync("compare", folder.Path, "--target", "y");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal($"losskit: {folder.Path} is a folder; name the .csv or .csv.gz file in it.\n", outcome.Error);
    }

    private static async Task AssertRefusedAsync(string? content, string arguments, string sentence)
    {
        using var folder = new TemporaryFolder();
        var data = content is null ? folder.Of("none.csv") : folder.Write("data.csv", content);

        var outcome = await Run.LosskitAsync(["compare", data, "--out", folder.Of("run"), .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        Assert.StartsWith($"losskit: {sentence.Replace("DATA", data, StringComparison.Ordinal)}", outcome.Error, StringComparison.Ordinal);
        Assert.Single(outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.False(Directory.Exists(folder.Of("run")));
    }
}
