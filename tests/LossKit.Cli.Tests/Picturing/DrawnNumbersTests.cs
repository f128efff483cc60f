using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LossKit.Tests;

/// <summary>What a reader reads off a picture, by the labels of its axes, is what <c>losskit eval</c> says.</summary>
public sealed partial class DrawnNumbersTests
{
    private const int TimeoutMilliseconds = 1000;

    // Places are rounded to a tenth of a pixel along both axes.
    private const double Pixels = 0.11;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData("mse", "", "[X]", "[0]", true)]
    [InlineData("mae", "", "[X]", "[0]", true)]
    [InlineData("huber", "\"delta\": 0.5", "[X]", "[0]", true)]
    [InlineData("log-cosh", "", "[X]", "[0]", true)]
    [InlineData("quantile", "\"quantile\": 0.9", "[X]", "[0]", false)]
    [InlineData("hinge", "", "[X]", "[1]", false)]
    [InlineData("soft-margin", "", "[X]", "[1]", false)]
    [InlineData("cross-entropy", "\"label-smoothing\": 0.1", "[[X, 0, 0]]", "[0]", false)]
    [InlineData("focal", "\"gamma\": 5, \"alpha\": null", "[[X, 0, 0]]", "[0]", false)]
    public async Task A_drawn_line_has_the_values_and_slopes_of_eval(string id, string options, string prediction, string target, bool hasHessian)
    {
        using var folder = new TemporaryFolder();
        var text = string.Concat(
            id, string.Concat(options.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(option => ":" + option.Replace("\"", string.Empty, StringComparison.Ordinal)
                .Replace(": ", "=", StringComparison.Ordinal))));
        var plotted = await Run.LosskitAsync("plot", text, "--derivatives", "--out", folder.Of("x.svg"));
        Assert.True(plotted.ExitCode == 0, plotted.Error);
        var picture = XDocument.Load(folder.Of("x.svg"));
        var lines = picture.Descendants(Svg + "g").ToArray();
        var quantities = hasHessian ? 3 : 2;
        Assert.InRange(lines.Length, quantities, 3);

        for (var quantity = 0; quantity < quantities; quantity++)
        {
            var (left, right) = EndsOf(picture, quantity);
            var across = Axis(picture, "middle", "x", label => label >= left - 1 && label <= right + 1);
            var up = Axis(picture, "end", "y", label => true, x => x > left - 60 && x < left);
            var corners = Corners(lines[quantity].Element(Svg + "path")!.Attribute("d")!.Value)
                .Select(corner => (X: across(corner.X), Y: up(corner.Y), Slack: Pixels * Math.Abs(up(1) - up(0)), Width: Pixels * Math.Abs(across(1) - across(0))))

                // At a jump a pixel to the side is another number.
                .Where(corner => Math.Abs(corner.X) > 0.06 && Math.Abs(Math.Abs(corner.X) - 0.5) > 0.06 && Math.Abs(corner.X - 1) > 0.06)
                .ToArray();
            var answers = await EvalAsync(id, options, prediction, target, hasHessian, corners.SelectMany(corner => new[] { corner.X - corner.Width, corner.X, corner.X + corner.Width }));

            foreach (var (index, corner) in corners.Index())
            {
                var three = answers[(3 * index)..((3 * index) + 3)].Select(answer => answer[quantity]).ToArray();
                Assert.InRange(corner.Y, three.Min() - corner.Slack, three.Max() + corner.Slack);
            }
        }
    }

    // The horizontal ends of a panel: those of its clip.
    private static (double Left, double Right) EndsOf(XDocument picture, int panel)
    {
        var clip = Numbers().Matches(picture.Descendants(Svg + "clipPath").ElementAt(panel).Element(Svg + "path")!.Attribute("d")!.Value);
        return (Number(clip[0]), Number(clip[2]));
    }

    // From pixels to what the labels beside them say.
    private static Func<double, double> Axis(XDocument picture, string anchor, string along, Func<double, bool> isOnPanel, Func<double, bool>? isBeside = null)
    {
        var labels = picture.Descendants(Svg + "text")
            .Where(label => (string?)label.Attribute("text-anchor") == anchor && label.Attribute("class") is null)
            .Where(label => double.TryParse(label.Value.Replace('−', '-'), NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            .Where(label => isBeside is null || isBeside((double)label.Attribute("x")!))
            .Select(label => (
                Place: (double)label.Attribute(along)! - (along == "y" ? 4 : 0),
                Value: double.Parse(label.Value.Replace('−', '-'), NumberStyles.Float, CultureInfo.InvariantCulture)))
            .Where(label => isOnPanel(label.Place))
            .ToArray();
        var (first, last) = (labels[0], labels[^1]);
        return place => first.Value + ((place - first.Place) / (last.Place - first.Place) * (last.Value - first.Value));
    }

    private static IEnumerable<(double X, double Y)> Corners(string path) =>
        Numbers().Matches(path).Select(Number).Chunk(2).Select(pair => (pair[0], pair[1]));

    private static async Task<double[][]> EvalAsync(
        string id, string options, string prediction, string target, bool hasHessian, IEnumerable<double> places)
    {
        var lines = places.Select(place => string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"id\": 1, \"loss\": \"{id}\", \"options\": {{{options}}}, \"want\": [\"value\", \"gradients\"{(hasHessian ? ", \"hessian\"" : string.Empty)}], ")
            + $"\"inputs\": {{\"prediction\": {prediction.Replace("X", place.ToString("R", CultureInfo.InvariantCulture), StringComparison.Ordinal)}, \"target\": {target}}}}}");
        var outcome = await Run.LosskitWithInputAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines)), "eval", "-");
        Assert.True(outcome.ExitCode == 0, outcome.Error + outcome.Output);
        return [.. outcome.Lines.Select(line =>
        {
            using var answer = JsonDocument.Parse(line);
            var root = answer.RootElement;
            return hasHessian
                ? new[] { root.GetProperty("value").GetDouble(), First(root.GetProperty("gradients")), First(root.GetProperty("hessian")) }
                : [root.GetProperty("value").GetDouble(), First(root.GetProperty("gradients"))];
        })];
    }

    private static double First(JsonElement inputs)
    {
        var element = inputs.GetProperty("prediction");
        while (element.ValueKind == JsonValueKind.Array)
        {
            element = element[0];
        }

        return element.GetDouble();
    }

    private static double Number(Match match) => double.Parse(match.Value, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"-?[0-9]+(\.[0-9]+)?", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Numbers();
}
