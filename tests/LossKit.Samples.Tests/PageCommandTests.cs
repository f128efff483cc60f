using System.Diagnostics;
using System.Text.RegularExpressions;

namespace LossKit.Tests;

/// <summary>Commands of the pages print what stands below them, and draw the pictures that stand below them.</summary>
public sealed partial class PageCommandTests
{
    // `losskit` is the built command and `dotnet run` a built sample. Where a command ends well, its progress, on the error stream, is on no page.
    private const string Prelude = """
        losskit() { command dotnet "$LOSSKIT_PROGRAMS/losskit.dll" "$@"; }
        dotnet() { sample=${5##*/}; shift 5; [ "$1" = -- ] && shift; command dotnet "$LOSSKIT_PROGRAMS/$sample.dll" "$@"; }

        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static TheoryData<string, int> Commands
    {
        get
        {
            var commands = new TheoryData<string, int>();
            foreach (var page in Fences.GroupBy(fence => fence.Page))
            {
                for (int number = 1; number <= page.Count(); number++)
                {
                    commands.Add(page.Key, number);
                }
            }

            return commands;
        }
    }

    /// <summary>Gets the samples whose whole output a page shows.</summary>
    internal static IEnumerable<string> Samples =>
        Fences.SelectMany(fence => fence.Lines).SelectMany(line => Sample().Matches(line)).Select(match => match.Groups["name"].Value);

    private static IEnumerable<Fence> Fences => Repository.Pages.SelectMany(Fence.Of).Where(fence => fence.Kind == "sh");

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_gives_what_stands_below_it(string page, int number)
    {
        Fence command = Fence.Of(page).Where(fence => fence.Kind == "sh").ElementAt(number - 1);
        string folder = Directory.CreateTempSubdirectory("losskit-").FullName;
        try
        {
            Directory.CreateSymbolicLink(Path.Combine(folder, "samples"), Path.Combine(Repository.Root, "samples"));
            string output = await RunAsync(command.Text, folder);
            if (command.Next is { Kind: "text" } expected)
            {
                Compare(expected, output);
            }
            else
            {
                string[] pictures = [.. command.Below.SelectMany(text => Picture().Matches(text)).Select(match => match.Groups["path"].Value)];
                Assert.True(pictures.Length > 0, $"{page} has neither a text block nor a picture below the command on line {command.Line}.");
                Assert.All(pictures, picture => Compare(
                    Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, picture), Path.Combine(folder, Path.GetFileName(picture))));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Compare(Fence expected, string output)
    {
        if (PageWriting.IsAskedFor)
        {
            PageWriting.Replace(expected, output);
        }
        else
        {
            Assert.Equal(expected.Text, output);
        }
    }

    private static void Compare(string expectedPicture, string picture)
    {
        if (PageWriting.IsAskedFor)
        {
            File.Copy(picture, expectedPicture, overwrite: true);
        }
        else
        {
            Assert.Equal(File.ReadAllText(expectedPicture), File.ReadAllText(picture));
        }
    }

    private static async Task<string> RunAsync(string commands, string folder)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", Prelude + commands])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LOSSKIT_PROGRAMS"] = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar) },
        })!;
        using var patience = new CancellationTokenSource(Patience);
        Task<string> output = shell.StandardOutput.ReadToEndAsync(patience.Token);
        Task<string> error = shell.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await shell.WaitForExitAsync(patience.Token);
            return await output + (shell.ExitCode == 0 ? "" : await error);
        }
        catch (OperationCanceledException)
        {
            shell.Kill(entireProcessTree: true);
            throw;
        }
    }

    [GeneratedRegex(@"^dotnet run -c Release --project samples/(?<name>\w+)", RegexOptions.None, 1000)]
    private static partial Regex Sample();

    [GeneratedRegex(@"^!\[[^\]]*\]\((?<path>[^)]+\.svg)\)$", RegexOptions.None, 1000)]
    private static partial Regex Picture();
}
