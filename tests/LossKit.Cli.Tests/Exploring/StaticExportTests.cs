using System.Globalization;
using System.IO.Compression;
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

        using var data = Unpacked(page);
        var option = Assert.Single(data.RootElement.GetProperty("options").EnumerateArray());
        var places = PlacesOf(option);
        Assert.Equal((33, "0.05", "20"), (places.Length, places[0], places[^1]));
        Assert.Equal("1", places[option.GetProperty("start").GetInt32()]);
        var numbers = JointStates(data);
        Assert.Equal(places.Length, numbers.Length);
        var state = data.RootElement.GetProperty("states")[numbers[^1]];
        Assert.Equal(
            SvgOverlay.Part(CurveOverlay.Of(["huber:delta=20"]), CurveQuantity.Value, 0), state.GetProperty("pictures")[0].GetString());
        Assert.Equal("huber:delta=20", state.GetProperty("names")[0].GetString());
        Assert.Contains("<input type=\"range\" id=\"option-delta\" min=\"0\" max=\"32\"", page.Body, StringComparison.Ordinal);
        Assert.Equal(page.Write(), CurvePages.Of(LossCatalog.Find("huber").Card).Write());
    }

    [Fact]
    public void Options_that_can_be_paid_for_move_together_and_each_combination_is_the_loss_s_own()
    {
        using var data = Unpacked(CurvePages.Of(LossCatalog.Find("sigmoid-focal").Card));
        var options = data.RootElement.GetProperty("options").EnumerateArray().ToArray();
        Assert.Equal(["gamma", "alpha"], options.Select(option => option.GetProperty("name").GetString()));
        var places = options.Select(PlacesOf).ToArray();
        Assert.Equal("null", places[1][0]);
        var joint = JointStates(data);
        Assert.Equal(places[0].Length * places[1].Length, joint.Length);

        // The second option's places change fastest.
        var last = data.RootElement.GetProperty("states")[joint[(1 * places[1].Length) + 0]];
        Assert.Equal($"sigmoid-focal:gamma={places[0][1]}:alpha=null", last.GetProperty("names")[0].GetString());
    }

    [Fact]
    public void Every_kind_of_option_that_changes_the_picture_has_a_control_and_the_others_are_named()
    {
        var ssim = CurvePages.Of(LossCatalog.Find("ssim").Card);
        var dpo = CurvePages.Of(LossCatalog.Find("dpo").Card);
        var quantile = CurvePages.Of(LossCatalog.Find("quantile").Card);
        var nll = CurvePages.Of(LossCatalog.Find("nll").Card);

        Assert.Contains("<select id=\"option-kind\"", dpo.Body, StringComparison.Ordinal);
        Assert.Contains("has any number and the options without a control here (quantiles).", quantile.Body, StringComparison.Ordinal);
        Assert.Contains("the options without a control here (ignore-index).", nll.Body, StringComparison.Ordinal);
        Assert.Equal("{}", nll.Data);

        // An even window has no middle: it has no place either, alone or with others.
        using var data = Unpacked(ssim);
        var window = data.RootElement.GetProperty("options").EnumerateArray().Single(option => option.GetProperty("name").GetString() == "window");
        var sides = PlacesOf(window).Select(place => int.Parse(place, CultureInfo.InvariantCulture)).ToArray();
        Assert.Contains(11, sides);
        Assert.All(sides, side => Assert.Equal(1, side % 2));
    }

    [Fact]
    public void The_dragged_point_has_the_fitted_lines_of_each_of_its_places()
    {
        using var data = JsonDocument.Parse(FitPage.Make().Data);
        var losses = data.RootElement.GetProperty("losses").EnumerateArray().Select(loss => loss.GetString()!).ToArray();
        var lines = data.RootElement.GetProperty("lines").EnumerateArray().ToArray();
        Assert.Equal(CurvePreset.All[0].Losses, losses);
        Assert.Equal(21 * 21, lines.Length);
        foreach (var (x, y) in new[] { (0.0, 0.0), (3.5, 10.0), (9.0, 1.0), (10.0, 10.0) })
        {
            var fitted = lines[(int)((x / 0.5 * 21) + (y / 0.5))];
            foreach (var (index, loss) in losses.Index())
            {
                var line = LineFit.Of(loss, [.. SamplePoints.All.SkipLast(1), new(x, y)]);
                Assert.Equal(line.Intercept, fitted[index][0].GetDouble(), 1e-4);
                Assert.Equal(line.Slope, fitted[index][1].GetDouble(), 1e-4);
                Assert.Equal(line.Value, fitted[index][2].GetDouble(), 1e-4);
            }
        }
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

    private static int[] JointStates(JsonDocument data) =>
        [.. data.RootElement.GetProperty("joint").GetProperty("states").EnumerateArray().Select(number => number.GetInt32())];

    private static string[] PlacesOf(JsonElement option) =>
        [.. option.GetProperty("places").EnumerateArray().Select(place => place.GetString()!)];

    private static JsonDocument Unpacked(StaticPage page)
    {
        using var data = JsonDocument.Parse(page.Data);
        using var packed = new MemoryStream(data.RootElement.GetProperty("packed").GetBytesFromBase64());
        using var gzip = new GZipStream(packed, CompressionMode.Decompress);
        return JsonDocument.Parse(gzip);
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
