using System.Text.RegularExpressions;

namespace LossKit.Tests;

/// <summary>The commands of docs/doctor.md print what the page says.</summary>
public sealed partial class DoctorPageTests
{
    [Fact]
    public async Task Every_command_of_the_page_prints_what_stands_below_it()
    {
        var page = File.ReadAllText(Path.Combine(TestPlaces.Repository, "docs", "doctor.md"));
        var commands = Commands().Matches(page);

        Assert.Equal(2, commands.Count);
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
