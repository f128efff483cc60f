using System.Text.RegularExpressions;

namespace LossKit.Tests;

/// <summary>Runs every example that the help prints, in a shell, as it is printed.</summary>
public sealed partial class HelpExampleTests
{
    [Fact]
    public async Task Every_example_of_every_command_works_as_printed()
    {
        using var folder = new TemporaryFolder();
        CopySamples(folder);
        var commands = CommandLines().Matches((await Run.LosskitAsync("--help")).Output).Select(match => match.Groups["name"].Value);
        foreach (var command in commands)
        {
            var help = await Run.LosskitAsync(command, "--help");
            Assert.Equal(0, help.ExitCode);
            var examples = ExampleLines().Match(help.Output).Groups["line"].Captures;
            Assert.True(examples.Count > 0, $"`losskit {command} --help` has no example.");
            foreach (var example in examples.Select(capture => capture.Value.Trim()))
            {
                var outcome = await RunInShellAsync(example, folder);
                Assert.True(outcome.ExitCode == 0, $"`{example}` ended with {outcome.ExitCode}: {outcome.Error}");
                Assert.NotEmpty(outcome.Output);
            }
        }
    }

    // Examples read the samples by their paths in the repository and may write beside them.
    private static void CopySamples(TemporaryFolder folder)
    {
        var samples = Path.Combine("samples", "data");
        Directory.CreateDirectory(folder.Of(samples));
        foreach (var file in Directory.GetFiles(Path.Combine(TestPlaces.Repository, samples)))
        {
            File.Copy(file, folder.Of(Path.Combine(samples, Path.GetFileName(file))));
        }
    }

    private static Task<Outcome> RunInShellAsync(string example, TemporaryFolder folder) => Run.ProgramAsync(
        "sh", ["-c", $"losskit() {{ dotnet '{TestPlaces.Command}' \"$@\"; }}\n{example}"], folder.Path);

    [GeneratedRegex(@"(?<=^Commands:\r?\n(?:  .*\r?\n)*)  (?<name>[a-z]+)\b.*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CommandLines();

    [GeneratedRegex(@"^Examples?:\r?\n(?<line>  .+\r?\n)+", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ExampleLines();
}
