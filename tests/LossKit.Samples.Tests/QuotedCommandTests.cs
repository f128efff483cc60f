using System.Text.RegularExpressions;

namespace LossKit.Tests;

/// <summary>The commands that the pages quote work as printed.</summary>
public sealed partial class QuotedCommandTests
{
    public static TheoryData<string, string> Commands
    {
        get
        {
            var commands = new TheoryData<string, string>();
            foreach (string page in Repository.Pages)
            {
                string[] lines = Repository.Lines(page);
                for (int i = 0; i < lines.Length; i++)
                {
                    if (LosskitLine().Match(lines[i]) is { Success: true } command)
                    {
                        Match echo = EchoLine().Match(i > 0 ? lines[i - 1] : "");
                        commands.Add(command.Groups["arguments"].Value, echo.Groups["input"].Value);
                    }
                }
            }

            return commands;
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_quoted_losskit_command_runs(string arguments, string input)
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            // Where the page lets a comparison choose its folder, the test chooses one that it can remove.
            bool choosesFolder = arguments.StartsWith("compare ", StringComparison.Ordinal) && !arguments.Contains("--out");
            string output = await BuiltProgram.RunAsync(
                "losskit", [.. arguments.Split(' '), .. choosesFolder ? ["--out", folder] : Array.Empty<string>()], input);
            Assert.NotEmpty(output);
            Assert.DoesNotContain("\"error\"", output);
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    [Fact]
    public void The_readme_begins_with_a_command_that_is_run_here()
    {
        string first = Repository.Lines("README.md").First(line => line.StartsWith("    dotnet run", StringComparison.Ordinal));
        string arguments = LosskitLine().Match(first).Groups["arguments"].Value;
        Assert.StartsWith("compare samples/data/", arguments);
        Assert.Contains(Commands, command => arguments.Equals(command[0]));
    }

    [Fact]
    public async Task The_readme_shows_the_verdict_of_its_first_command()
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            string output = await BuiltProgram.RunAsync(
                "losskit", ["compare", "samples/data/diabetes.csv", "--target", "progression", "--out", folder]);
            Assert.Contains(Words(TextBlockOfTheReadme("Use ")), Words(output));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_readme_shows_the_sentences_of_two_mistakes()
    {
        const string Requests = """
            {"loss": "mse", "inputs": {"prediction": [[1], [2], [3], [4]], "target": [1, 2, 3, 4]}}
            {"loss": "cross-entropy", "inputs": {"prediction": [[2, -1, 0.5], [0.1, 0.2, 3]], "target": [0, 3]}}
            """;
        string[] answers = (await BuiltProgram.RunAsync("losskit", ["eval", "-"], Requests, exitCode: 1)).Split('\n');
        string[] sentences = TextBlockOfTheReadme("target has shape").TrimEnd().Split('\n');
        Assert.Equal(2, sentences.Length);
        Assert.All(sentences.Zip(answers), pair => Assert.Contains(pair.First, pair.Second));
    }

    [Fact]
    public void The_samples_that_the_pages_name_are_those_that_are_run()
    {
        string[] named =
        [
            .. Repository.Pages.SelectMany(Repository.Lines).SelectMany(line => SampleCommand().Matches(line))
                .Select(command => command.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal),
        ];
        Assert.Equal(SampleTests.Names.Concat(PageCommandTests.Samples).Distinct().Order(StringComparer.Ordinal), named);
        Assert.All(named, name => Assert.True(File.Exists(Path.Combine(Repository.Root, "samples", name, name + ".csproj")), name));
    }

    private static string TextBlockOfTheReadme(string start) =>
        Fence.Of("README.md").Single(fence => fence.Kind == "text" && fence.Text.StartsWith(start, StringComparison.Ordinal)).Text;

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"^\s*dotnet run -c Release --project src/LossKit\.Cli -- (?<arguments>.+?)\s*$", RegexOptions.None, 1000)]
    private static partial Regex LosskitLine();

    [GeneratedRegex(@"^\s*echo '(?<input>.*)' \|\s*$", RegexOptions.None, 1000)]
    private static partial Regex EchoLine();

    [GeneratedRegex(@"dotnet run -c Release --project samples/(?<name>\w+)", RegexOptions.None, 1000)]
    private static partial Regex SampleCommand();
}
