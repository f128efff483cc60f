using LossKit.Cli;

namespace LossKit.Tests;

/// <summary>Packs everything as it was built for these tests, and installs the command from the folder, with no other source.</summary>
public sealed class PackagingTests
{
    [Fact]
    public async Task The_packed_command_installs_and_runs()
    {
        using var folder = new TemporaryFolder();
        var packages = folder.Of("packages");
        await DotnetAsync(folder, "pack", TestPlaces.Repository, "--no-build", "-c", TestPlaces.Configuration, "-o", packages);
        Assert.Equal(
            ["LossKit", "LossKit.Autograd", "LossKit.Cli", "LossKit.Testing", "LossKit.Training"],
            Directory.GetFiles(packages, "*.nupkg").Select(PackageId).Order(StringComparer.Ordinal));

        var sources = folder.Write(
            "nuget.config", $"<configuration><packageSources><clear /><add key=\"packed\" value=\"{packages}\" /></packageSources></configuration>");
        var tools = folder.Of("tools");
        await DotnetAsync(folder, "tool", "install", "LossKit.Cli", "--tool-path", tools, "--configfile", sources);

        var command = Path.Combine(tools, OperatingSystem.IsWindows() ? "losskit.exe" : "losskit");
        var version = await Run.ProgramAsync(command, ["--version"], folder.Path);
        Assert.Equal((await Run.LosskitAsync("--version")).Output, version.Output);
        var list = await Run.ProgramAsync(command, ["list"], folder.Path);
        Assert.Equal((0, LossCatalog.All.Count + 1), (list.ExitCode, list.Lines.Length));
        await Run.ProgramAsync(command, CompareSample.Words(folder.Of("run")), folder.Path);
        var library = WebAssets.Find(WebAssets.BasicCharts);
        var report = await File.ReadAllTextAsync(folder.Of("run/report.html"));
        Assert.Equal(library is not null, report.Contains(library ?? "<script", StringComparison.Ordinal));
    }

    // LossKit.Cli.0.1.0.nupkg: the id ends where the version begins.
    private static string PackageId(string file) => string.Join(
        '.', Path.GetFileName(file).Split('.').TakeWhile(part => !char.IsAsciiDigit(part[0])));

    private static async Task DotnetAsync(TemporaryFolder folder, params string[] arguments)
    {
        var outcome = await Run.ProgramAsync("dotnet", arguments, folder.Path);
        Assert.True(outcome.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}:\n{outcome.Output}{outcome.Error}");
    }
}
