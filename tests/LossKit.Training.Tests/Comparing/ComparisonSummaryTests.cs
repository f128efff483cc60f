namespace LossKit.Tests;

public sealed class ComparisonSummaryTests
{
    [Fact]
    public void Intervals_and_differences_are_those_of_the_repeats()
    {
        var summary = Summarise(3, ["mse", "mae"], [(10, 11), (12, 14), (14, 14)]);

        // Means 12 and 13; s = 2 of 10, 12, 14; t of 97.5 % with 2 degrees of freedom 4.302653 (tables); 88 test rows over 354 others.
        var root = Math.Sqrt((1 / 3.0) + (88 / 354.0));
        var best = summary.Contenders[0].Metrics["mae"];
        Assert.Equal(12, best.Interval.Mean);
        Assert.Equal(4.302653 * 2 * root, best.Interval.HalfWidth, 1e-5);
        Assert.Null(best.ToBest);
        Assert.Equal("mse", summary.Best["mae"]);

        // Differences 1, 2, 0: mean 1, s = 1.
        var difference = summary.Contenders[1].Metrics["mae"].ToBest!.Value;
        Assert.Equal(1, difference.Interval.Mean);
        Assert.Equal(4.302653 * root, difference.Interval.HalfWidth, 1e-5);
        Assert.Equal(DifferenceVerdict.WithinNoise, difference.Verdict);
        Assert.Equal("mae", summary.DecidingMetric.Id);
    }

    [Fact]
    public void Where_more_is_better_the_best_is_the_largest()
    {
        var summary = Summarise(2, ["mse", "mae"], [(1, 2), (1, 2)]);

        Assert.Equal("mse", summary.Best["rmse"]);
        Assert.Equal("mae", summary.Best["r-squared"]);
    }

    [Fact]
    public void Distributions_are_those_of_all_test_parts_together()
    {
        var summary = Summarise(2, ["mse"], [(1, 0), (1, 0)]);

        // Each made-up result predicts its two rows by 1 too high and 3 too low.
        var residuals = summary.Contenders[0].Residuals!;
        Assert.Equal(4, residuals.Count);
        Assert.Equal((-3, -1, 1), (residuals.Minimum, residuals.Mean, residuals.Maximum));
        Assert.Equal((Race.Data.Targets[0] + Race.Data.Targets[1]) / 2, summary.Targets!.Mean, 1e-12);
    }

    [Fact]
    public void Losses_that_are_alike_are_named_as_such()
    {
        var summary = Summarise(3, ["mse", "mae"], [(10, 11), (12, 14), (14, 14)]);

        Assert.Matches(
            @"^Use mse: on average it has the lowest MAE, 12\.00 \(\d+\.\d+ to \d+\.\d+\) in the unit of `progression`\. "
            + "For mae there is no difference beyond noise, so choose by what you need: mse also leads by RMSE\\.$",
            summary.Verdict);
    }

    [Fact]
    public void A_loss_that_is_clearly_worse_is_named_with_the_reason_for_the_best()
    {
        var summary = Summarise(3, ["mse", "mae"], [(10, 20), (12, 22.1), (14, 24)]);

        Assert.Contains(" mae is worse beyond noise; mse is made for this: ", summary.Verdict, StringComparison.Ordinal);
        Assert.EndsWith(LossCatalog.Find("mse").Card.UseWhen[1..], summary.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_repeat_cannot_tell()
    {
        var summary = Summarise(1, ["mse", "mae"], [(10, 20)]);

        Assert.Equal(
            "Use mse: on average it has the lowest MAE, 10.00 in the unit of `progression`. "
            + "With a single repeat nobody can tell whether that is more than noise: use --repeats 5.",
            summary.Verdict);
    }

    [Fact]
    public void A_loss_without_others_is_said_to_have_run_alone()
    {
        var comparison = Race.Of(2, "mse");

        var summary = ComparisonSummary.Of(comparison, [Race.Result("mse", 1, 10), Race.Result("mse", 2, 10)]);

        Assert.EndsWith("It ran alone: name others beside it to see which fits.", summary.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_failed_once_is_not_compared()
    {
        var comparison = Race.Of(2, "mse", "mae");

        var summary = ComparisonSummary.Of(
            comparison, [Race.Failed("mse", 1), Race.Result("mae", 1, 20), Race.Result("mse", 2, 10), Race.Result("mae", 2, 20)]);

        Assert.Equal("mae", summary.Best["mae"]);
        Assert.False(summary.Contenders[0].IsComplete);
        Assert.Equal(["repeat 1: It broke."], summary.Contenders[0].Failures);
        Assert.Null(summary.Contenders[0].Metrics["mae"].ToBest);
        Assert.EndsWith("It was the only loss that could be compared.", summary.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_all_failed_none_is_named()
    {
        var summary = ComparisonSummary.Of(Race.Of(1, "mse", "mae"), [Race.Failed("mse", 1), Race.Failed("mae", 1)]);

        Assert.Empty(summary.Best);
        Assert.StartsWith("No loss was trained to the end in every repeat, so none can be named. ", summary.Verdict, StringComparison.Ordinal);
    }

    // For each repeat the value of every metric for the first and the second loss.
    private static ComparisonSummary Summarise(int repeats, string[] losses, (double First, double Second)[] values)
    {
        var comparison = Race.Of(repeats, losses);
        return ComparisonSummary.Of(
            comparison,
            [.. comparison.Keys.Select(key => Race.Result(
                key.Loss, key.Repeat, key.Loss == losses[0] ? values[key.Repeat - 1].First : values[key.Repeat - 1].Second))]);
    }
}
