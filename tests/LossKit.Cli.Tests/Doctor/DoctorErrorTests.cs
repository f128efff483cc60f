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
        "losskit: Column `name` of p.csv holds text ('a'), and numbers are needed beside one column of predictions: name another column, or ")]
    [InlineData("p.csv --loss cross-entropy --prediction prediction,target --target name",
        "losskit: Column `name` of p.csv holds text ('a'), and no column of --prediction is called so: write class indices, or ")]
    [InlineData("halved", "losskit: {halved} has no row of mse: run `losskit compare` again.")]
    [InlineData("p.csv --loss mse --prediction name",
        "losskit: Column `name` of p.csv holds text ('a'), and numbers are needed: name another column, or write numbers.")]
    [InlineData("p.csv --loss cross-entropy --weight target", "losskit: cross-entropy takes no weights of elements: leave --weight out.")]
    [InlineData("p.csv --loss triplet",
        "losskit: triplet takes anchor, positive, negative instead of predictions and targets: leave FILE out and name an array for each, as in ")]
    [InlineData("p.csv --loss gaussian-nll",
        "losskit: gaussian-nll needs variance too (as prediction): say where it stands, as in --input variance=COLUMN.")]
    [InlineData("p.npy p.npy --loss gaussian-nll", "losskit: gaussian-nll needs variance too (as prediction): say where it stands, as in --input variance=variance.npy.")]
    [InlineData("p.csv --loss gaussian-nll --input variance=targt", "losskit: p.csv has no column `targt`; did you mean `target`?")]
    [InlineData("p.csv --loss gaussian-nll --input varianc=target --input variance=target",
        "losskit: gaussian-nll has no input 'varianc' (did you mean 'variance'?): it takes prediction, target, variance.")]
    [InlineData("p.csv --loss mse --input target=target", "losskit: --input names target, which is there already: leave one out.")]
    [InlineData("p.csv --loss mse --input weight", "losskit: --input is 'weight', but must be a name and a place: --input variance=v.npy.")]
    [InlineData("--loss ctc --input logits=p.npy --input logits=p.npy", "losskit: --input names logits twice: leave one out.")]
    [InlineData("--loss ctc --input logits=p.npy",
        "losskit: ctc needs targets too ([N,S] labels, padded to the longest): say where it stands, as in --input targets=targets.npy.")]
    [InlineData("--loss ctc --input logits=gone.npy", "losskit: There is no file 'gone.npy': check the path.")]
    [InlineData(". --input variance=v.npy", "losskit: '.' is the folder of a run, which knows its losses and columns: leave out --loss, ")]
    [InlineData("p.csv --loss cross-entropy --class-weights 1,x", "losskit: --class-weights holds 'x', which is no number: write 1,1,20.")]
    [InlineData("p.csv --loss cross-entropy --class-weights ,", "losskit: --class-weights is empty: write a number for each class, or leave it out.")]
    [InlineData("p.csv --loss cross-entropy --class-weights 1,-1", "losskit: class-weight[1] is -1")]
    [InlineData("p.csv --loss mse --class-weights 1,2", "losskit: mse has no input 'class-weight': it takes prediction, target, weight.")]
    [InlineData("ragged.csv --loss mse", "losskit: Line 3 of ragged.csv has 1 ")]
    [InlineData("nothing.csv --loss mse", "losskit: nothing.csv ")]
    [InlineData("cut.npy p.npy --loss mse", "losskit: 'cut.npy' has 4 bytes behind its header, but 8 belong to 2 numbers of type <f4: write it again.")]
    [InlineData("p.npy objects.npy --loss mse", "losskit: 'objects.npy' holds elements of type '|O', and real numbers")]
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
        _folder.Write("ragged.csv", "prediction,target\n1,2\n3\n");
        _folder.Write("nothing.csv", string.Empty);
        File.WriteAllBytes(_folder.Of("cut.npy"), NpyBytes.Of("<f4", "(2,)", NpyBytes.Singles(1)));
        File.WriteAllBytes(_folder.Of("objects.npy"), NpyBytes.Of("|O", "(2,)", new byte[9]));
        Directory.CreateDirectory(_folder.Of("broken"));
        _folder.Write(Path.Combine("broken", "results.json"), "{}");

        await HalveAsync("halved", arguments);

        var outcome = await Run.ProgramAsync(
            "dotnet", [TestPlaces.Command, "doctor", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)], _folder.Path);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        var expected = sentence.Replace("{broken}", Path.Combine("broken", "results.json"), StringComparison.Ordinal)
            .Replace("{halved}", Path.Combine("halved", "predictions.csv"), StringComparison.Ordinal);
        Assert.StartsWith(expected, outcome.Error, StringComparison.Ordinal);
        Assert.Single(outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    // A run whose predictions were cut off, for the case that is about it.
    private async Task HalveAsync(string name, string arguments)
    {
        if (arguments == name)
        {
            await CompareSample.RunAsync(_folder.Of(name));
            var predictions = Path.Combine(_folder.Of(name), "predictions.csv");
            File.WriteAllLines(predictions, File.ReadAllLines(predictions).Where(line => !line.Contains(",mse,", StringComparison.Ordinal)));
        }
    }
}
