using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LossKit.Tests;

/// <summary>What a report's charts draw is what the run's files say, counted anew here.</summary>
public sealed partial class DrawnDataTests(ReportRuns runs) : IClassFixture<ReportRuns>
{
    // The charts' numbers have six digits.
    private const double Digits = 1e-5;

    [Fact]
    public void The_distribution_of_the_residuals_counts_every_test_row()
    {
        using var charts = ChartsOf(runs.Regression);
        foreach (var loss in new[] { "mse", "mae", "huber:delta=0.5" })
        {
            var residuals = Rows(runs.Regression, loss).Select(row => row.Prediction - row.Target).ToArray();
            var series = SeriesOf(charts, "chart-residuals", loss);
            var (edges, levels) = (Numbers(series, "x"), Numbers(series, "y"));
            Assert.Equal(levels.Length + 1, edges.Length);
            for (var bin = 0; bin < levels.Length; bin++)
            {
                // A residual on a rounded edge may lie on either side of it.
                var (low, high, slack) = (edges[bin], edges[bin + 1], Digits * Math.Max(Math.Abs(edges[0]), Math.Abs(edges[^1])));
                var share = levels[bin] * (high - low) * residuals.Length;
                var surely = residuals.Count(residual => residual > low + slack && residual < high - slack);
                var perhaps = residuals.Count(residual => residual > low - slack && residual < high + slack);
                Assert.InRange(share, surely - 0.01, perhaps + 0.01);
            }
        }
    }

    [Fact]
    public void Every_test_row_is_a_point_of_predicted_against_actual()
    {
        using var charts = ChartsOf(runs.Regression);
        var rows = Rows(runs.Regression, "mae");
        var series = SeriesOf(charts, "chart-predicted", "mae");
        var (x, y) = (Numbers(series, "x"), Numbers(series, "y"));

        Assert.Equal(rows.Length, x.Length);
        Assert.All(rows.Index(), row =>
        {
            Assert.Equal(row.Item.Target, x[row.Index], Digits * Math.Abs(row.Item.Target));
            Assert.Equal(row.Item.Prediction, y[row.Index], Digits * Math.Abs(row.Item.Prediction));
        });
    }

    [Fact]
    public void The_fitted_normal_distribution_has_the_mean_and_the_width_of_the_residuals()
    {
        using var charts = ChartsOf(runs.Regression);
        var series = SeriesOf(charts, "chart-noise", "Gaussian");
        var (x, y) = (Numbers(series, "x"), Numbers(series, "y"));
        var best = ChartOf(charts, "chart-noise").GetProperty("views")[0].GetString()!;
        var seen = new HashSet<int>();
        var residuals = Rows(runs.Regression, best).Where(row => seen.Add(row.Line)).Select(row => row.Prediction - row.Target).ToArray();
        var mean = residuals.Average();
        var variance = residuals.Average(residual => (residual - mean) * (residual - mean));

        double Density(double at) => Math.Exp(-(at - mean) * (at - mean) / (2 * variance)) / Math.Sqrt(2 * Math.PI * variance);
        Assert.All(x.Zip(y), point => Assert.Equal(Density(point.First), point.Second, 1e-3 * y.Max()));
    }

    [Fact]
    public void The_corners_of_the_ROC_curve_are_counted_shares()
    {
        using var charts = ChartsOf(runs.Binary);
        var series = ChartOf(charts, "chart-roc").GetProperty("series")[0];
        var loss = series.GetProperty("name").GetString()!;
        var lines = File.ReadAllLines(Path.Combine(runs.Binary, "predictions.csv"));
        var positive = lines[0].Split(',')[^1];
        var rows = lines.Skip(1).Select(line => line.Split(',')).Where(cells => cells[2] == loss)
            .Select(cells => (IsPositive: positive == $"p({cells[3]})", Score: Number(cells[^1])))
            .ToArray();
        var (positives, negatives) = (rows.Count(row => row.IsPositive), rows.Count(row => !row.IsPositive));
        var corners = rows.Select(row => row.Score).Distinct().Select(threshold => (
            X: rows.Count(row => !row.IsPositive && row.Score >= threshold) / (double)negatives,
            Y: rows.Count(row => row.IsPositive && row.Score >= threshold) / (double)positives)).Append((0, 0)).ToArray();

        Assert.All(Numbers(series, "x").Zip(Numbers(series, "y")), point => Assert.Contains(
            corners, corner => Math.Abs(corner.X - point.First) < Digits && Math.Abs(corner.Y - point.Second) < Digits));
    }

    private static JsonDocument ChartsOf(string folder) =>
        JsonDocument.Parse(Charts().Match(ReportRuns.PageOf(folder)).Groups["json"].Value);

    private static JsonElement ChartOf(JsonDocument charts, string id) =>
        charts.RootElement.EnumerateArray().First(chart => chart.GetProperty("id").GetString() == id);

    private static JsonElement SeriesOf(JsonDocument charts, string chart, string name) => ChartOf(charts, chart)
        .GetProperty("series").EnumerateArray()
        .First(series => series.GetProperty("name").GetString() == name);

    private static double[] Numbers(JsonElement series, string axis) =>
        [.. series.GetProperty(axis).EnumerateArray().Select(number => number.GetDouble())];

    // Numbers have no commas, and neither have these losses.
    private static (int Line, double Target, double Prediction)[] Rows(string folder, string loss) =>
    [
        .. File.ReadLines(Path.Combine(folder, "predictions.csv")).Skip(1).Select(line => line.Split(',')).Where(cells => cells[2] == loss)
            .Select(cells => (int.Parse(cells[0], CultureInfo.InvariantCulture), Number(cells[3]), Number(cells[4]))),
    ];

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    [GeneratedRegex(" id=\"charts\">(?<json>.*?)</script>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Charts();
}
