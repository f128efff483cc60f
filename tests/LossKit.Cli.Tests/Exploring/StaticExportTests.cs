using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LossKit.Cli;

namespace LossKit.Tests;

public sealed partial class StaticExportTests
{
    private const int TimeoutMilliseconds = 10_000;

    [Fact]
    public async Task The_export_has_a_page_for_each_loss_each_comparison_the_fit_and_the_landscapes()
    {
        using var folder = new TemporaryFolder();

        var outcome = await Run.LosskitAsync("explore", "--export", folder.Of("pages"));

        Assert.Equal((0, string.Empty), (outcome.ExitCode, outcome.Error));
        var index = File.ReadAllText(folder.Of("pages/index.html"));
        var linked = Links().Matches(index).Select(match => match.Groups["file"].Value).ToArray();
        var written = Directory.GetFiles(folder.Of("pages")).Select(Path.GetFileName).Where(file => file != "index.html");
        Assert.Equal(written.Order(StringComparer.Ordinal), linked.Order(StringComparer.Ordinal)!);
        Assert.Contains($"Wrote {linked.Length + 1} pages into ", outcome.Output, StringComparison.Ordinal);
        Assert.All(LossCatalog.All, entry => Assert.Contains($"{entry.Card.Id}.html", linked));
        Assert.Contains("compare-focal.html", linked);
        Assert.All(linked, file => CheckPage(File.ReadAllText(folder.Of($"pages/{file}"))));
    }

    [Fact]
    public void A_slider_s_places_hold_the_pictures_of_their_options()
    {
        var page = CurvePages.Of(LossCatalog.Find("huber").Card);

        using var data = JsonDocument.Parse(page.Data);
        var option = Assert.Single(data.RootElement.GetProperty("options").EnumerateArray());
        var places = option.GetProperty("places").EnumerateArray().ToArray();
        Assert.Equal("0.05", places[0].GetProperty("text").GetString());
        Assert.Equal(
            SvgOverlay.Write(CurveOverlay.Of(["huber:delta=20"]), [CurveQuantity.Value]),
            places[^1].GetProperty("pictures")[0].GetString());
        Assert.Contains("<input type=\"range\" id=\"option-delta\"", page.Body, StringComparison.Ordinal);
        Assert.Equal(page.Write(), CurvePages.Of(LossCatalog.Find("huber").Card).Write());
    }

    [Fact]
    public async Task What_does_not_go_with_an_export_and_a_file_in_its_place_are_named()
    {
        using var folder = new TemporaryFolder();
        folder.Write("taken", "a file");

        var both = await Run.LosskitAsync("explore", "--export", folder.Of("pages"), "--port", "5000");
        var taken = await Run.LosskitAsync("explore", "--export", folder.Of("taken"));

        Assert.Equal((2, 2), (both.ExitCode, taken.ExitCode));
        Assert.Equal("losskit: --export serves nothing: leave out --port and --open, or leave out --export.", both.Error.Trim());
        Assert.Contains("which is a file: name a folder.", taken.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.Of("pages")));
    }

    // Nothing of the page comes from elsewhere, and the policy names each of its scripts.
    private static void CheckPage(string page)
    {
        var policy = Policy().Match(page).Groups["policy"].Value;
        Assert.StartsWith("default-src 'none'; script-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("connect-src", policy, StringComparison.Ordinal);
        Assert.Empty(Loaded().Matches(page));
        var scripts = Scripts().Matches(page).Select(match => match.Groups["script"].Value).ToArray();
        Assert.NotEmpty(scripts);
        Assert.All(scripts, script => Assert.Contains(
            Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script))), policy, StringComparison.Ordinal));
    }

    [GeneratedRegex("<li><a href=\"(?<file>[^\"]+)\"", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Links();

    [GeneratedRegex("Content-Security-Policy\" content=\"(?<policy>[^\"]*)\"", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Policy();

    [GeneratedRegex("<(script|img|iframe|link rel=\"stylesheet\")[^>]* (src|href)=", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Loaded();

    [GeneratedRegex("<script>(?<script>.*?)</script>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, TimeoutMilliseconds)]
    private static partial Regex Scripts();
}
