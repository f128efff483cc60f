namespace LossKit.Tests;

public sealed class DoctorErrorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "losskit: doctor needs FILE; `losskit doctor --help` has an example.")]
    [InlineData("p.csv",
        "losskit: doctor needs --loss: write the loss that is meant, such as --loss bce-with-logits; `losskit list` shows all.")]
    [InlineData("p.csv --loss msee", "losskit: There is no loss 'msee' (did you mean 'mse'?); `losskit list` shows all of them.")]
    [InlineData("gone.csv --loss mse", "losskit: There is no file or folder 'gone.csv': check the path.")]
    [InlineData("p.csv --loss mse --prediction predicton", "losskit: p.csv has no column `predicton`; did you mean `prediction`?")]
    [InlineData("p.csv --loss mse --prediction ,", "losskit: --prediction is empty: name a column, or leave it out.")]
    [InlineData("p.csv --loss mse --target name",
        "losskit: Column `name` of p.csv holds text ('a'), and no column of --prediction is called so: write class indices, or ")]
    [InlineData("p.csv --loss mse --prediction name",
        "losskit: Column `name` of p.csv holds text ('a'), and numbers are needed: name another column, or write numbers.")]
    [InlineData("p.csv --loss cross-entropy --weight target", "losskit: cross-entropy takes no weights of elements: leave --weight out.")]
    [InlineData("p.csv --loss triplet", "losskit: triplet has no input 'prediction'")]
    [InlineData("p.csv --loss mse --metric mea", "losskit: Option metric is mea, but must be one of mae, ")]
    [InlineData("p.csv --loss mse --stage trainned",
        "losskit: --stage is 'trainned' (did you mean 'trained'?), but must be one of unknown, initial, trained.")]
    [InlineData("head.csv --loss mse", "losskit: head.csv has a header but no row")]
    [InlineData("p.npy --loss mse", "losskit: 'p.npy' holds one array: name two .npy files, first the predictions and then the targets.")]
    [InlineData("empty.npy empty.npy --loss mse", "losskit: 'empty.npy' holds no predictions: there is nothing to examine.")]
    [InlineData("p.npy gone.npy --loss mse", "losskit: There is no file 'gone.npy': check the path.")]
    [InlineData("p.npy p.csv --loss mse", "losskit: 'p.csv' is no .npy file: write it with numpy.save.")]
    [InlineData("p.npy p.npy --loss mse --target t",
        "losskit: Arrays have no columns to be named: leave out --prediction, --target and --weight.")]
    [InlineData("p.npy p.npy p.npy --loss mse", "losskit: ")]
    [InlineData(".", "losskit: '.' has no results.json: name the folder of a finished run of `losskit compare`, a CSV, or two .npy files.")]
    [InlineData(". --loss mse", "losskit: '.' is the folder of a run, which knows its losses and columns: leave out --loss, ")]
    [InlineData("broken", "losskit: '{broken}' is not what losskit writes: run `losskit compare` again.")]
    public async Task Bad_input_gets_one_sentence_and_exit_code_2(string arguments, string sentence)
    {
        _folder.Write("p.csv", "prediction,target,name\n1,2,a\n2,3,b\n");
        _folder.Write("head.csv", "prediction,target\n");
        File.WriteAllBytes(_folder.Of("p.npy"), NpyBytes.Of("<f4", "(2,)", NpyBytes.Singles(1, 2)));
        File.WriteAllBytes(_folder.Of("empty.npy"), NpyBytes.Of("<f4", "(0,)", []));
        Directory.CreateDirectory(_folder.Of("broken"));
        _folder.Write(Path.Combine("broken", "results.json"), "{}");

        var outcome = await Run.ProgramAsync(
            "dotnet", [TestPlaces.Command, "doctor", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)], _folder.Path);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        var expected = sentence.Replace("{broken}", Path.Combine("broken", "results.json"), StringComparison.Ordinal);
        Assert.StartsWith(expected, outcome.Error, StringComparison.Ordinal);
        Assert.Single(outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
