using LossKit.Cli;

namespace LossKit.Tests;

public sealed class ShowTests
{
    public static TheoryData<string> Ids => [.. LossCatalog.All.Select(entry => entry.Card.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_page_says_what_its_card_says_in_at_most_100_columns(string id)
    {
        var card = LossCatalog.Find(id).Card;

        var lines = LossPageText.Lines(card, id, 200).Select(line => line.Text).ToArray();

        Assert.All(lines, line => Assert.InRange(line.Length, 0, 100));
        var text = string.Join(' ', string.Join(' ', lines).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        string[] said = [card.Meaning, card.Formula, card.Gradient, card.UseWhen, card.AvoidWhen, card.Reference, .. card.Pitfalls];
        Assert.All(said, sentence => Assert.Contains(sentence, text, StringComparison.Ordinal));
        Assert.All(card.Options, option => Assert.Contains($" {option.Name} ", text, StringComparison.Ordinal));
        Assert.All(card.Elsewhere, there => Assert.Contains(there.Name, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_alias_with_options_shows_the_curve_of_these_options()
    {
        var outcome = await Run.LosskitAsync("show", "pinball:quantile=0.9");

        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith("Quantile (pinball) (quantile)\n", outcome.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        var picture = CurvePicture.Of("pinball:quantile=0.9")!;
        var gradient = Assert.Single(picture.Panels).Lines[1].Heights;
        Assert.Equal((-0.9, 0.1), (gradient[0], Math.Round(gradient[^1], 12)));
        Assert.Contains("Against the error e = prediction − target, with quantile=0.9.", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', outcome.Output);
    }

    [Fact]
    public async Task An_unknown_loss_or_option_is_answered_with_the_nearest()
    {
        var loss = await Run.LosskitAsync("show", "hubr");
        var option = await Run.LosskitAsync("show", "huber:delt=1");

        Assert.Equal((2, 2), (loss.ExitCode, option.ExitCode));
        Assert.Contains("did you mean 'huber'?", loss.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean 'delta'?", option.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_curve_is_the_loss_along_its_path()
    {
        var picture = CurvePicture.Of("huber")!;

        var lines = Assert.Single(picture.Panels).Lines;

        // Huber at e = −3, 0 and 3: by hand.
        var middle = CurvePicture.Steps / 2;
        Assert.Equal([2.5, 0, 2.5], new[] { lines[0].Heights[0], lines[0].Heights[middle], lines[0].Heights[^1] });
        Assert.Equal([-1.0, 0, 1], new[] { lines[1].Heights[0], lines[1].Heights[middle], lines[1].Heights[^1] });
        Assert.Equal([0.0, 1, 0], new[] { lines[2].Heights[0], lines[2].Heights[middle], lines[2].Heights[^1] });
    }

    /// <summary>Gets all losses but those whose gradient holds a factor of the value constant, as their papers have it.</summary>
    public static TheoryData<string> WithPlainGradients =>
        [.. LossCatalog.All.Select(entry => entry.Card.Id).Where(id => id is not ("ciou" or "circle"))];

    [Theory]
    [MemberData(nameof(WithPlainGradients))]
    public void The_slope_of_a_curve_is_the_gradient_along_its_path(string id)
    {
        if (CurvePicture.Of(id) is not { } picture)
        {
            return;
        }

        var step = (picture.Curve.To - picture.Curve.From) / CurvePicture.Steps;
        foreach (var lines in picture.Panels.Select(panel => panel.Lines))
        {
            var (value, gradient) = (lines[0].Heights, lines[1].Heights);

            // The mean slope of a step lies between the slopes at its ends, or not far outside where the slope has its own extreme.
            var apart = Enumerable.Range(1, CurvePicture.Steps - 2).Count(i =>
            {
                var slope = (value[i + 1] - value[i - 1]) / (2 * step);
                var (least, most) = (gradient[(i - 1)..(i + 2)].Min(), gradient[(i - 1)..(i + 2)].Max());
                var room = (0.01 * Math.Max(Math.Abs(least), Math.Abs(most))) + 1e-9;
                return !(slope >= least - room && slope <= most + room);
            });
            Assert.InRange(apart, 0, CurvePicture.Steps / 100);
        }
    }
}
