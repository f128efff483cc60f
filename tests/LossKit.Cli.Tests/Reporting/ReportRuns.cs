namespace LossKit.Tests;

/// <summary>A run of each kind with its report, made once for the tests that read or look at them.</summary>
public sealed class ReportRuns : IAsyncLifetime, IDisposable
{
    // A class named like markup, one with a comma and one with quotation marks: they must stand for themselves everywhere.
    public const string OddClass = "</script><img src=x onerror=alert(1)>";
    private readonly TemporaryFolder _folder = new();

    /// <summary>Gets the folder of a regression with three losses and two repeats.</summary>
    public string Regression => _folder.Of("regression");

    /// <summary>Gets the folder of three classes with odd names.</summary>
    public string Classes => _folder.Of("classes");

    /// <summary>Gets the folder of two classes.</summary>
    public string Binary => _folder.Of("binary");

    public async Task InitializeAsync()
    {
        string[] shared = ["--epochs", "4", "--repeats", "2", "--out"];
        var penguins = await File.ReadAllTextAsync(CompareSample.Penguins);
        var odd = _folder.Write(
            "odd.csv",
            penguins.Replace("Adelie", OddClass, StringComparison.Ordinal).Replace("Gentoo", "\"a, b\"", StringComparison.Ordinal)
                .Replace("Chinstrap", "\"say \"\"no\"\"\"", StringComparison.Ordinal));
        Outcome[] outcomes =
        [
            await Run.LosskitAsync(CompareSample.Words(Regression)),
            await Run.LosskitAsync(["compare", odd, "--target", "species", .. shared, Classes]),
            await Run.LosskitAsync(["compare", CompareSample.BreastCancer, "--target", "diagnosis", .. shared, Binary]),
        ];
        Assert.All(outcomes, outcome => Assert.True(outcome.ExitCode == 0, outcome.Error));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    internal static string PageOf(string folder) => File.ReadAllText(Path.Combine(folder, "report.html"));

    internal static string AddressOf(string folder) => new Uri(Path.Combine(folder, "report.html")).AbsoluteUri;
}
