using System.Text.Json;

namespace LossKit.Tests;

/// <summary>
/// The same bits with and without the processor's vector instructions. The runtime's own settings switch them off, and a run's record says
/// that they really are: a setting that does nothing would make this test pass for nothing.
/// </summary>
public sealed class RegisterWidthTests(ConformanceRun run) : IClassFixture<ConformanceRun>
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512", 256)]
    [InlineData("DOTNET_EnableAVX2", 128)]
    [InlineData("DOTNET_EnableHWIntrinsic", 64)]
    public async Task Losses_have_the_same_bits_without_vector_instructions(string setting, int widestBits)
    {
        using var folder = new TemporaryFolder();
        var data = Path.Combine(TestPlaces.Repository, "samples", "data", "diabetes.csv");
        string[] compare =
        [
            "compare", data, "--target", "progression", "--losses", "mse", "--epochs", "1", "--repeats", "1", "--out", folder.Of("run"),
        ];
        var trained = await Run.LosskitWithSettingAsync(setting, "0", compare);
        Assert.Equal(0, trained.ExitCode);
        using var record = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Of("run"), "run.json")));
        Assert.InRange(record.RootElement.GetProperty("register-bits").GetInt32(), 0, widestBits);

        var answers = await Run.LosskitWithSettingAsync(setting, "0", "eval", ConformanceRun.WriteRequests(folder));

        Assert.Equal(await run.AnswersAsync(), answers.Lines);
    }
}
