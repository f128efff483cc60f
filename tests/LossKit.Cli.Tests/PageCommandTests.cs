using System.Text.RegularExpressions;

namespace LossKit.Tests;

/// <summary>Commands with their output on a page of the docs print what stands there.</summary>
public sealed partial class PageCommandTests
{
    [Theory]
    [InlineData("doctor.md", 2)]
    [InlineData("numerical-stability.md", 4)]
    public async Task Every_command_of_a_page_prints_what_stands_below_it(string name, int count)
    {
        var page = File.ReadAllText(Path.Combine(TestPlaces.Repository, "docs", name));
        var commands = Commands().Matches(page);

        Assert.Equal(count, commands.Count);
        foreach (Match command in commands)
        {
            using var folder = new TemporaryFolder();
            var outcome = await Run.ProgramAsync(
                "sh", ["-c", $"losskit() {{ dotnet '{TestPlaces.Command}' \"$@\"; }}\n{command.Groups["command"].Value}"], folder.Path);
            Assert.Equal(command.Groups["output"].Value, outcome.Output.ReplaceLineEndings("\n") + outcome.Error);
        }
    }

    [GeneratedRegex(
        @"^```sh\n(?<command>[^`]*)```\n\n```text\n(?<output>[^`]*)```$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Commands();
}
