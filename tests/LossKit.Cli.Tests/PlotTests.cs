using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using LossKit.Cli;

namespace LossKit.Tests;

public sealed partial class PlotTests
{
    private const int TimeoutMilliseconds = 1000;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Ids => [.. LossCatalog.All.Select(entry => entry.Card.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_loss_has_a_picture_in_each_form(string id)
    {
        var overlay = CurveOverlay.Of([id]);
        var quantities = overlay.Quantities(CurveDetail.Derivatives);

        var picture = XDocument.Parse(SvgOverlay.Write(overlay, quantities));
        var page = HtmlOverlay.Write(overlay, quantities);
        var text = TextOverlay.Lines(overlay, quantities, 80);

        Assert.Contains(CurveQuantity.Gradient, quantities);
        Assert.True(picture.Descendants(Svg + "g").Elements(Svg + "path").Any(), "No line is drawn.");
        Assert.Contains($"<title>{id}</title>", page, StringComparison.Ordinal);
        Assert.All(text.SkipWhile(line => line.Text.Length > 0), line => Assert.InRange(line.Text.Length, 0, 80));
    }

    [Fact]
    public async Task The_terminal_shows_several_losses_with_a_mark_each()
    {
        var outcome = await Run.LosskitAsync("plot", "mse", "mae", "huber:delta=0.5");

        Assert.Equal((0, string.Empty), (outcome.ExitCode, outcome.Error));
        Assert.StartsWith(
            "Against the error e = prediction − target\n● mse\n○ mae\n▲ huber:delta=0.5\n\n",
            outcome.Output.ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
        Assert.All("●○▲", mark => Assert.True(outcome.Output.Count(letter => letter == mark) > 20, $"{mark} is not drawn."));
        Assert.DoesNotContain("gradient", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', outcome.Output);
    }

    [Fact]
    public void Losses_that_lie_on_each_other_take_turns()
    {
        var overlay = CurveOverlay.Of(["mse", "1*mse"]);

        var drawing = string.Concat(TextOverlay.Lines(overlay, [CurveQuantity.Value], 80).Skip(3).Select(line => line.Text));

        // 71 columns have a mark or more each, every other one that of the second loss.
        Assert.InRange(drawing.Count(letter => letter == '●'), 30, 200);
        Assert.InRange(drawing.Count(letter => letter == '○'), 30, 200);
    }

    [Fact]
    public async Task An_svg_has_a_line_and_dashes_for_each_loss_and_a_panel_for_each_derivative()
    {
        using var folder = new TemporaryFolder();

        var outcome = await Run.LosskitAsync("plot", "mse", "mae", "--derivatives", "--out", folder.Of("x.svg"));

        Assert.Equal((0, string.Empty), (outcome.ExitCode, outcome.Error));
        Assert.Equal(
            $"Wrote {folder.Of("x.svg")}: mse, mae: value, gradient, Hessian against the error e = prediction − target.\n",
            outcome.Output.ReplaceLineEndings("\n"));
        var text = File.ReadAllText(folder.Of("x.svg"));
        var picture = XDocument.Parse(text);
        var titles = picture.Descendants(Svg + "text")
            .Where(element => (string?)element.Attribute("class") == "title")
            .Select(element => element.Value);
        Assert.Equal("value,gradient,Hessian", string.Join(",", titles));
        var lines = picture.Descendants(Svg + "g").Elements(Svg + "path").Select(element => (string?)element.Attribute("class")).ToArray();
        Assert.Equal("line s1,line s0,line s1,line s0,line s1,line s0", string.Join(",", lines));
        Assert.Contains("prefers-color-scheme: dark", text, StringComparison.Ordinal);

        // The slope of mae, by hand: −1 up to 0, then 1, in a panel of 302 from 454 whose middle is 0.
        var slope = picture.Descendants(Svg + "g").ElementAt(1).Elements(Svg + "path").First().Attribute("d")!.Value;
        Assert.StartsWith("M410 ", slope, StringComparison.Ordinal);
        Assert.Equal(SvgOverlay.Write(CurveOverlay.Of(["mse", "mae"]), Enum.GetValues<CurveQuantity>()), text);
    }

    [Fact]
    public async Task A_page_holds_the_pictures_and_the_numbers_and_asks_for_nothing()
    {
        using var folder = new TemporaryFolder();

        var outcome = await Run.LosskitAsync("plot", "mse", "mae", "huber:delta=0.5", "--out", folder.Of("x.html"));

        Assert.Equal((0, string.Empty), (outcome.ExitCode, outcome.Error));
        var page = File.ReadAllText(folder.Of("x.html"));

        // At e = −1.5, by hand: e², |e|, and δ(|e| − δ/2) = 0.5 · 1.25.
        const string Cells = "<td class=\"number\">2.25</td><td class=\"number\">1.5</td><td class=\"number\">0.625</td></tr>";
        Assert.Contains($"<tr><th scope=\"row\" class=\"number\">−1.5</th>{Cells}", page, StringComparison.Ordinal);
        Assert.Contains("e²/2 if |e| ≤ δ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
        var markup = Styles().Replace(page, string.Empty).Replace(Svg.NamespaceName, string.Empty, StringComparison.Ordinal);
        Assert.Equal(["href="], Addresses().Matches(markup).Select(match => match.Value));
        Assert.Contains("<link rel=\"icon\" href=\"data:,\">", markup, StringComparison.Ordinal);
        var policy = Policy().Match(page).Groups["policy"].Value;
        Assert.StartsWith("default-src 'none'; script-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        var style = Assert.Single(Styles().Matches(page)).Groups["style"].Value;
        Assert.Contains(
            $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void Cases_that_differ_become_lines_of_one_panel()
    {
        var overlay = CurveOverlay.Of(["mse", "gaussian-nll"]);

        Assert.Equal(["mse", "gaussian-nll, variance 1", "gaussian-nll, variance 4"], overlay.Names);
        Assert.Empty(Assert.Single(overlay.Panels).Title);
    }

    [Fact]
    public void Cases_that_are_the_same_have_a_panel_each()
    {
        var overlay = CurveOverlay.Of(["bce-with-logits", "sigmoid-focal:gamma=0:alpha=null", "sigmoid-focal:gamma=5"]);

        Assert.Equal(["target 1", "target 0"], overlay.Panels.Select(panel => panel.Title));
        Assert.All(overlay.Panels, panel => Assert.Equal(overlay.Names, panel.Series.Select(series => series.Name)));

        // With γ = 0 and no weight, the sigmoid focal loss is the cross-entropy of logits (Lin et al. 2017, eq. 4 and 5).
        var (entropy, focal) = (overlay.Panels[0].Series[0].Lines[0].Heights, overlay.Panels[0].Series[1].Lines[0].Heights);
        Assert.All(entropy.Zip(focal), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Theory]
    [InlineData("hubr", "'hubr'")]
    [InlineData("hubr", "did you mean 'huber'?")]
    [InlineData("huber:delt=1", "did you mean 'delta'?")]
    [InlineData("huber:delta=-1", "delta")]
    [InlineData("mse mse", "'mse' is there twice: name it once, or with other options.")]
    [InlineData(
        "mse rmse",
        "mse and rmse cannot be laid over each other: mse is drawn against the error e = prediction − target, rmse against the one of two")]
    [InlineData("mse hinge", "With mse go mae, huber, smooth-l1, ")]
    [InlineData("mse --out x.svgz", "--out is 'x.svgz' (did you mean '.svg'?), but must end with .svg or .html.")]
    [InlineData("mse --out picture", "--out is 'picture', but must end with .svg or .html.")]
    [InlineData("mse --out no-such-folder/x.svg", "but there is no folder '")]
    [InlineData("mse --out", "--out has no value: write --out FILE")]
    [InlineData("", "plot needs LOSS; `losskit plot --help` has an example.")]
    public async Task A_mistake_gets_one_sentence_and_exit_code_2(string arguments, string sentence)
    {
        var outcome = await Run.LosskitAsync(["plot", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal((2, string.Empty), (outcome.ExitCode, outcome.Output));
        Assert.Contains(sentence, outcome.Error, StringComparison.Ordinal);
        Assert.Single(outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_and_a_folder_are_named()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Of("taken.svg"));
        Directory.CreateDirectory(folder.Of("x.svg" + AtomicFile.UnfinishedExtension));

        var taken = await Run.LosskitAsync("plot", "mse", "--out", folder.Of("taken.svg"));
        var unwritable = await Run.LosskitAsync("plot", "mse", "--out", folder.Of("x.svg"));

        Assert.Equal((2, 2), (taken.ExitCode, unwritable.ExitCode));
        Assert.Contains("which is a folder: name a file in it.", taken.Error, StringComparison.Ordinal);
        Assert.Contains("x.svg', which cannot be written: ", unwritable.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void More_losses_than_a_reader_can_tell_apart_are_too_many()
    {
        var texts = Enumerable.Range(1, CurveOverlay.MostLosses + 1)
            .Select(delta => string.Create(CultureInfo.InvariantCulture, $"huber:delta={delta}"));

        var exception = Assert.Throws<UsageException>(() => CurveOverlay.Of([.. texts]));

        Assert.Equal("13 losses are too many for one picture: name at most 12.", exception.Message);
    }

    [GeneratedRegex(@"(src|href|import)\s*[=(]|url\((?!#)|https?:|//", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Addresses();

    [GeneratedRegex("Content-Security-Policy\" content=\"(?<policy>[^\"]*)\"", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Policy();

    [GeneratedRegex("<style>(?<style>[^<]*)</style>", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Styles();
}
