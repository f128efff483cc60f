using System.Text.RegularExpressions;
using LossKit.Cli;

namespace LossKit.Tests;

public sealed class WebAssetsTests
{
    [Fact]
    public void Own_files_are_there_as_they_lie_in_the_repository()
    {
        var root = Path.Combine(TestPlaces.Repository, "web");
        string[] own = ["shared/page.css", "shared/pictures.css", "shared/theme.js", "shared/charts.js", "explore/controls.js"];

        Assert.All(own, name => Assert.Equal(File.ReadAllText(Path.Combine(root, name)), WebAssets.Own(name)));
    }

    [Fact]
    public void A_file_that_was_not_built_in_is_missing_and_no_fault_until_it_is_one_of_our_own()
    {
        Assert.Null(WebAssets.Find("plotly-of-tomorrow.min.js"));
        Assert.False(WebAssets.Has("plotly-of-tomorrow.min.js"));
        Assert.True(WebAssets.Has("shared/page.css"));
        var fault = Assert.Throws<InvalidOperationException>(() => WebAssets.Own("nothing.js"));
        Assert.Equal("The build of losskit left out web/nothing.js.", fault.Message);
    }

    // What npm restores is pinned by hash, and by no address of whoever happened to serve it.
    [Fact]
    public void The_lock_file_pins_exact_versions_by_hash_and_names_no_address()
    {
        var package = File.ReadAllText(Path.Combine(TestPlaces.Repository, "web", "package.json"));
        var locked = File.ReadAllText(Path.Combine(TestPlaces.Repository, "web", "package-lock.json"));

        var versions = Regex.Matches(
            package, "\"(plotly|axe-)[^\"]*\": \"(?<version>[^\"]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        Assert.Equal(3, versions.Count);
        Assert.All(versions, version => Assert.Matches(@"^\d+\.\d+\.\d+$", version.Groups["version"].Value));
        Assert.DoesNotContain("://", locked, StringComparison.Ordinal);
        Assert.Equal(versions.Count, Regex.Count(locked, "\"integrity\": \"sha512-", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void A_library_is_the_one_that_npm_restored()
    {
        var restored = Path.Combine(TestPlaces.Repository, "web", "node_modules", "plotly.js-basic-dist-min", WebAssets.BasicCharts);

        Assert.Equal(File.Exists(restored) ? File.ReadAllText(restored) : null, WebAssets.Find(WebAssets.BasicCharts));
    }
}
