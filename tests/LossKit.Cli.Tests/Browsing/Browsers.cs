using LossKit.Cli;

namespace LossKit.Tests;

/// <summary>What there is on this machine to look at pages with.</summary>
internal static class Browsers
{
    private const string RequiredVariable = "LOSSKIT_REQUIRE_BROWSER";
    private const string PathVariable = "LOSSKIT_BROWSER";
    private static readonly bool IsRequired = Environment.GetEnvironmentVariable(RequiredVariable) is "1";
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome.exe", "msedge.exe"];

    /// <summary>
    /// Gets the program: what LOSSKIT_BROWSER names, or the first of the known ones on the path; null where there is none.
    /// </summary>
    public static string? Program { get; } = Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } named
        ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .SelectMany(_ => Names, Path.Combine)
            .FirstOrDefault(File.Exists);

    /// <summary>Gets the library that finds what hinders readers, as npm restored it; null where it is not there.</summary>
    public static string? Axe { get; } = File.Exists(AxeFile) ? File.ReadAllText(AxeFile) : null;

    /// <summary>Gets why tests of accessibility cannot run here, or null where they can or must.</summary>
    public static string? AxeGap =>
        Gap ?? (Axe is not null || IsRequired ? null : "npm did not restore axe-core, which is a devDependency in web/.");

    private static string AxeFile => Path.Combine(TestPlaces.Repository, "web", "node_modules", "axe-core", "axe.min.js");

    /// <summary>Gets why tests of pages cannot run here, or null where they can or must.</summary>
    public static string? Gap =>
        IsRequired ? null
        : Program is null ? $"There is no Chromium on the path: install one, or name it in {PathVariable}."
        : WebAssets.Find(WebAssets.BasicCharts) is null ? "This build has no charting library: it needs Node and a network."
        : null;
}

/// <summary>
/// A test that looks at a page in a real browser. Where there is none it is reported as not run, with the reason; in continuous
/// integration, which sets LOSSKIT_REQUIRE_BROWSER, it fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    /// <summary>Initializes a new instance of the <see cref="BrowserFactAttribute"/> class.</summary>
    public BrowserFactAttribute() => Skip = Browsers.Gap;
}

/// <summary>A <see cref="BrowserFactAttribute"/> with cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    /// <summary>Initializes a new instance of the <see cref="BrowserTheoryAttribute"/> class.</summary>
    public BrowserTheoryAttribute() => Skip = Browsers.Gap;
}

/// <summary>A <see cref="BrowserFactAttribute"/> that needs axe-core too.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AccessibilityFactAttribute : FactAttribute
{
    /// <summary>Initializes a new instance of the <see cref="AccessibilityFactAttribute"/> class.</summary>
    public AccessibilityFactAttribute() => Skip = Browsers.AxeGap;
}
