namespace LossKit.Tests;

public sealed class RegressionMetricTests
{
    private static readonly double[] Targets = [3, -0.5, 2, 7];
    private static readonly double[] Predictions = [2.5, 0, 2, 8];

    /// <summary>
    /// The examples of scikit-learn's documentation of mean_absolute_error, mean_squared_error, median_absolute_error and r2_score, which
    /// all use these numbers; the bias is (−0.5 + 0.5 + 0 + 1)/4, and the pinball losses by hand: the target falls short of the
    /// prediction by 1.5 in all and exceeds it by 0.5, each divided by 4 and weighted with 1 − q and q.
    /// </summary>
    [Fact]
    public void The_metrics_are_those_of_the_textbook()
    {
        var values = MetricSet.Regression(Predictions, Targets).ToDictionary(value => value.Metric.Id, value => value.Value);
        Assert.Equal(0.5, values["mae"], 1e-15);
        Assert.Equal(Math.Sqrt(0.375), values["rmse"], 1e-15);
        Assert.Equal(0.5, values["median-absolute-error"], 1e-15);
        Assert.Equal(0.9486081370449679, values["r-squared"], 1e-15);
        Assert.Equal(0.25, values["mean-signed-error"], 1e-15);
        Assert.Equal((0.9 * 1.5 + 0.1 * 0.5) / 4, values["pinball-0.1"], 1e-15);
        Assert.Equal(0.25, values["pinball-0.5"], 1e-15);
        Assert.Equal((0.1 * 1.5 + 0.9 * 0.5) / 4, values["pinball-0.9"], 1e-15);
    }

    /// <summary>The examples of scikit-learn's documentation of mean_pinball_loss, for targets 1, 2, 3.</summary>
    [Fact]
    public void Pinball_asks_for_a_quantile()
    {
        Assert.Equal(0.1 / 3, RegressionMetric.Pinball10.Evaluate([0, 2, 3], [1, 2, 3]), 1e-15);
        Assert.Equal(0.9 / 3, RegressionMetric.Pinball10.Evaluate([1, 2, 4], [1, 2, 3]), 1e-15);
        Assert.Equal(0.9 / 3, RegressionMetric.Pinball90.Evaluate([0, 2, 3], [1, 2, 3]), 1e-15);
        Assert.Equal(0.1 / 3, RegressionMetric.Pinball90.Evaluate([1, 2, 4], [1, 2, 3]), 1e-15);
    }

    [Fact]
    public void A_perfect_prediction_has_no_error_and_the_mean_explains_nothing()
    {
        foreach (var (metric, value) in MetricSet.Regression(Targets, Targets)) Assert.Equal(metric == RegressionMetric.RSquared ? 1 : 0, value);
        Assert.Equal(0, RegressionMetric.RSquared.Evaluate([2.875, 2.875, 2.875, 2.875], Targets), 1e-15);
        Assert.Equal(double.NaN, RegressionMetric.RSquared.Evaluate([1, 2], [0.1, 0.1]));
    }

    [Fact]
    public void The_median_of_an_even_number_is_between_the_middle_two() =>
        Assert.Equal(2.5, RegressionMetric.MedianAbsoluteError.Evaluate([1, -2, 3, -100], [0, 0, 0, 0]));

    [Fact]
    public void A_prediction_that_is_nan_shows_in_every_metric() =>
        Assert.All(MetricSet.Regression([1, double.NaN, 3], [1, 2, 4]), value => Assert.Equal(double.NaN, value.Value));

    [Fact]
    public void Predictions_that_do_not_fit_are_an_error()
    {
        var error = Assert.Throws<ArgumentException>(() => RegressionMetric.Mae.Evaluate([1, 2], [1]));
        Assert.StartsWith("There are 2 predictions for 1 targets; give one for each.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => RegressionMetric.Mae.Evaluate([], []));
    }
}
