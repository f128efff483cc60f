using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LossKit.Tests;

/// <summary>What a reader reads off a picture is what <c>losskit eval</c> says.</summary>
public sealed class DrawnNumbersTests
{
    // At a jump or a kink a pixel to the side is another number.
    private const double Beside = 0.06;
    private static readonly double[] Kinks = [-0.5, 0, 0.5, 1];

    // X is the number that moves; options as `plot` and as `eval` take them.
    [Theory]
    [InlineData("mse", "", "[X]", "[0]")]
    [InlineData("mae", "", "[X]", "[0]")]
    [InlineData("huber", "delta=0.5", "[X]", "[0]")]
    [InlineData("log-cosh", "", "[X]", "[0]")]
    [InlineData("quantile", "quantile=0.9", "[X]", "[0]")]
    [InlineData("hinge", "", "[X]", "[1]")]
    [InlineData("soft-margin", "", "[X]", "[1]")]
    [InlineData("cross-entropy", "label-smoothing=0.1", "[[X, 0, 0]]", "[0]")]
    [InlineData("focal", "gamma=5", "[[X, 0, 0]]", "[0]")]
    public async Task A_drawn_line_has_the_values_and_slopes_of_eval(string id, string option, string prediction, string target)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Of("x.svg");
        var plotted = await Run.LosskitAsync("plot", option.Length > 0 ? $"{id}:{option}" : id, "--derivatives", "--out", file);
        Assert.True(plotted.ExitCode == 0, plotted.Error);
        var picture = new DrawnPicture(file);
        Assert.InRange(picture.Panels, 2, 3);

        foreach (var (panel, want) in new[] { "value", "gradients", "hessian" }.Take(picture.Panels).Index())
        {
            var corners = picture.Corners(panel).Where(corner => Kinks.All(kink => Math.Abs(corner.X - kink) > Beside)).ToArray();
            Assert.NotEmpty(corners);
            var places = corners.SelectMany(corner => new[] { corner.X - corner.SlackX, corner.X, corner.X + corner.SlackX });
            var answers = await EvalAsync(id, option, want, prediction, target, places);
            foreach (var (corner, three) in corners.Zip(answers.Chunk(3)))
            {
                Assert.InRange(corner.Y, three.Min() - corner.SlackY, three.Max() + corner.SlackY);
            }
        }
    }

    private static async Task<double[]> EvalAsync(
        string id, string option, string want, string prediction, string target, IEnumerable<double> places)
    {
        var options = option.Length > 0 ? $"\"{option.Replace("=", "\": ", StringComparison.Ordinal)}" : string.Empty;
        var lines = places.Select(place => place.ToString("R", CultureInfo.InvariantCulture)).Select(place => string.Concat(
            $"{{\"id\": 1, \"loss\": \"{id}\", \"options\": {{{options}}}, \"want\": [\"{want}\"], \"inputs\": {{\"prediction\": ",
            prediction.Replace("X", place, StringComparison.Ordinal),
            $", \"target\": {target}}}}}"));
        var outcome = await Run.LosskitWithInputAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines)), "eval", "-");
        Assert.True(outcome.ExitCode == 0, outcome.Error + outcome.Output);
        return [.. outcome.Lines.Select(line => Answer(line, want))];
    }

    private static double Answer(string line, string want)
    {
        using var answer = JsonDocument.Parse(line);
        var element = answer.RootElement.GetProperty(want);
        element = element.ValueKind == JsonValueKind.Object ? element.GetProperty("prediction") : element;
        while (element.ValueKind == JsonValueKind.Array)
        {
            element = element[0];
        }

        return element.GetDouble();
    }
}
