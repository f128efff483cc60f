using LossKit.Cli;

namespace LossKit.Tests;

public sealed class LineFitTests
{
    // y = 1 + 0.5 x with noise of a hash-like sine, and an outlier: numbers of no other meaning.
    private static readonly PlanePoint[] Points =
        [.. Enumerable.Range(0, 15).Select(i => new PlanePoint(i * 0.7, 1 + (0.35 * i) + (0.4 * Math.Sin(12.9898 * i)))), new(9, -6)];

    public static TheoryData<string> Losses =>
    [
        .. LossCatalog.All.Where(entry => LineFit.Takes(LossCatalog.Parse(entry.Card.Id))).Select(entry => entry.Card.Id),
        "huber:delta=0.1", "quantile:quantile=0.9", "general-robust:alpha=-2", "general-robust:alpha=0", "0.7*mse+0.3*mae",
    ];

    [Theory]
    [MemberData(nameof(Losses))]
    public void No_line_nearby_or_far_has_less_loss(string text)
    {
        var loss = (MatchedLoss)LossCatalog.Parse(text);
        var fitted = LineFit.Of(text, Points);
        var random = new SeededRandom(5);

        for (var trial = 0; trial < 400; trial++)
        {
            var size = Math.Pow(10, -4 + (trial % 5));
            var (up, turn) = (size * random.NextGaussian(), 0.2 * size * random.NextGaussian());
            var other = new FittedLine(fitted.Intercept + up, fitted.Slope + turn, 0);
            var heights = Array.ConvertAll(Points, point => other.At(point.X));
            var value = loss.Evaluate<double>(heights, Array.ConvertAll(Points, point => point.Y));
            Assert.True(value >= fitted.Value * (1 - 1e-9), $"{other} has {value}, which is less than {fitted.Value}.");
        }
    }

    [Fact]
    public void The_line_of_mse_is_that_of_least_squares()
    {
        var (x, y) = (Points.Average(point => point.X), Points.Average(point => point.Y));
        var slope = Points.Sum(point => (point.X - x) * (point.Y - y)) / Points.Sum(point => (point.X - x) * (point.X - x));

        var fitted = LineFit.Of("mse", Points);

        Assert.Equal(slope, fitted.Slope, 1e-12);
        Assert.Equal(y - (slope * x), fitted.Intercept, 1e-12);
    }

    [Fact]
    public void The_line_of_mae_goes_through_two_points_and_does_not_follow_an_outlier()
    {
        var fitted = LineFit.Of("mae", Points);
        var farther = LineFit.Of("mae", [.. Points.SkipLast(1), new(9, -600)]);

        // Least absolute deviations have a solution through two of the points (Bloomfield and Steiger, 1980).
        Assert.True(Points.Count(point => Math.Abs(fitted.At(point.X) - point.Y) < 1e-6) >= 2);
        Assert.Equal(fitted.Slope, farther.Slope, 1e-6);
        Assert.Equal(fitted.Intercept, farther.Intercept, 1e-6);
    }

    [Fact]
    public void An_outlier_pulls_mse_most_and_a_redescending_loss_not_at_all()
    {
        double Pull(string text)
        {
            var near = LineFit.Of(text, [.. Points.SkipLast(1), new(9, 5.5)]);
            var far = LineFit.Of(text, [.. Points.SkipLast(1), new(9, -60)]);
            return Math.Abs(near.Slope - far.Slope);
        }

        Assert.True(Pull("mse") > 10 * Pull("huber:delta=0.3"));
        Assert.InRange(Pull("general-robust:alpha=-2:scale=0.5"), 0, 0.05);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void A_quantile_line_has_its_share_of_points_below(double quantile)
    {
        var fitted = LineFit.Of(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"quantile:quantile={quantile}"), Points);

        // Points below, and below or on the line, lie around the share (Koenker and Bassett 1978, theorem 3.4).
        var below = Points.Count(point => point.Y < fitted.At(point.X) - 1e-6);
        var belowOrOn = Points.Count(point => point.Y < fitted.At(point.X) + 1e-6);
        Assert.InRange(quantile * Points.Length, below, belowOrOn);
    }

    [Fact]
    public void Points_above_each_other_get_a_level_line()
    {
        var fitted = LineFit.Of("mse", [new(3, 1), new(3, 2), new(3, 6)]);

        Assert.Equal((0, 3.0), (fitted.Slope, Math.Round(fitted.Intercept, 9)));
    }
}
