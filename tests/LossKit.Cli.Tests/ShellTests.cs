using System.Diagnostics;

namespace LossKit.Tests;

public sealed class ShellTests
{
    [Fact]
    public async Task Version_says_version_and_commit()
    {
        var outcome = await Run.LosskitAsync("--version");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Matches(@"^losskit \d+\.\d+\.\d+(\+[0-9a-f]{40}| \(commit unknown\))\r?\n$", outcome.Output);
        Assert.Empty(outcome.Error);
    }

    [Fact]
    public async Task Without_a_command_the_help_lists_the_commands()
    {
        var outcome = await Run.LosskitAsync();

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("  eval <FILE>", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("  list ", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evla x.jsonl", "losskit: There is no command 'evla' (did you mean 'eval'?); `losskit --help` lists the commands.")]
    [InlineData("list --jsno", "losskit: There is no option '--jsno' (did you mean '--json'?); `losskit list --help` lists the options.")]
    [InlineData("list --family", "losskit: --family has no value: write --family FAMILY; `losskit list --help` has an example.")]
    [InlineData(
        "list --family regresion",
        "losskit: --family is 'regresion' (did you mean 'regression'?), but must be one of ")]
    [InlineData("list --json --family regression x", "losskit: list does not take 'x' as well; `losskit list --help` has an example.")]
    [InlineData("eval", "losskit: eval needs FILE; `losskit eval --help` has an example.")]
    [InlineData(
        "eval no-such-file.jsonl",
        "losskit: There is no file 'no-such-file.jsonl': name a file of JSON Lines, or - for standard input.")]
    [InlineData("eval .", "losskit: '.' is a folder: name a file of JSON Lines, or - for standard input.")]
    public async Task Bad_input_gets_one_sentence_and_exit_code_2(string arguments, string sentence)
    {
        var outcome = await Run.LosskitAsync(arguments.Split(' '));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        Assert.StartsWith(sentence, outcome.Error, StringComparison.Ordinal);
        Assert.Single(outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_ends_a_waiting_command_with_the_exit_code_of_shells(string signal, int exitCode)
    {
        using var losskit = Run.StartInterruptibleLosskit("eval", "-");
        await losskit.StandardInput.WriteLineAsync("""{"loss": "mse", "inputs": {"prediction": 1, "target": 3}}""");
        await losskit.StandardInput.FlushAsync();
        Assert.Equal("""{"id":null,"value":4,"gradients":{"prediction":-4}}""", await losskit.StandardOutput.ReadLineAsync());

        using var kill = Process.Start("kill", [$"-{signal}", losskit.Id.ToString()]);
        var outcome = await Run.EndAsync(losskit);

        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Empty(outcome.Error);
    }
}
