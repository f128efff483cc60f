namespace LossKit.Tests;

public sealed class MetricTests
{
    [Fact]
    public void Every_task_has_metrics_with_names_of_their_own()
    {
        Assert.Equal(
            ["mae", "rmse", "median-absolute-error", "r-squared", "mean-signed-error", "pinball-0.1", "pinball-0.5", "pinball-0.9"],
            MetricSet.For(LearningTask.Regression).Select(metric => metric.Id));
        Assert.Equal(
            ["accuracy", "macro-f1", "log-loss", "brier", "expected-calibration-error", "auroc", "auprc"],
            MetricSet.For(LearningTask.Multiclass).Select(metric => metric.Id));
        Assert.Same(MetricSet.For(LearningTask.Multiclass), MetricSet.For(LearningTask.Binary));
    }

    [Fact]
    public void Values_are_ranked_by_direction_and_nan_is_last()
    {
        Assert.True(RegressionMetric.Mae.Badness(1) < RegressionMetric.Mae.Badness(2));
        Assert.True(ClassificationMetric.Accuracy.Badness(0.9) < ClassificationMetric.Accuracy.Badness(0.8));
        Assert.True(RegressionMetric.MeanSignedError.Badness(-1) < RegressionMetric.MeanSignedError.Badness(2));
        Assert.Equal(double.PositiveInfinity, ClassificationMetric.Accuracy.Badness(double.NaN));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(12345.67, "12346")]
    [InlineData(-123.456, "-123.5")]
    [InlineData(12.3456, "12.35")]
    [InlineData(1.23456, "1.235")]
    [InlineData(0.0123456, "0.0123")]
    [InlineData(0.000012344, "1.234e-5")]
    [InlineData(123456789, "1.235e+8")]
    [InlineData(double.NaN, "NaN")]
    public void Values_in_the_targets_unit_show_about_four_digits(double value, string text) => Assert.Equal(text, RegressionMetric.Mae.Format(value));

    [Fact]
    public void Pure_numbers_show_three_decimals() => Assert.Equal("0.913", ClassificationMetric.Accuracy.Format(0.91250001));
}
