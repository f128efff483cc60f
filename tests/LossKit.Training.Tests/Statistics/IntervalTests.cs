namespace LossKit.Tests;

public sealed class IntervalTests
{
    /// <summary>t for 95 % and 4 degrees of freedom, from its closed form in <see cref="StudentTTests"/>.</summary>
    private const double Critical = 2.7764451051977987;

    [Fact]
    public void The_interval_is_the_mean_and_its_error_times_t()
    {
        // 1 to 5 have mean 3 and variance 2.5.
        var interval = MeanInterval.Of([1, 2, 3, 4, 5]);
        Assert.Equal(3, interval.Mean);
        Assert.Equal(5, interval.Count);
        Assert.Equal(Critical * Math.Sqrt(2.5 / 5), interval.HalfWidth, 1e-12);
        Assert.Equal(3 - interval.HalfWidth, interval.Lower, 1e-12);
        Assert.Equal(3 + interval.HalfWidth, interval.Upper, 1e-12);
    }

    [Fact]
    public void Repeats_that_share_rows_widen_it() =>
        Assert.Equal(Critical * Math.Sqrt(2.5 * (0.2 + 0.25)), MeanInterval.Of([1, 2, 3, 4, 5], 0.25).HalfWidth, 1e-12);

    [Fact]
    public void It_covers_the_mean_nineteen_times_in_twenty()
    {
        var random = new SeededRandom(1);
        var covered = 0;
        var values = new double[5];
        for (var trial = 0; trial < 4000; trial++)
        {
            for (var i = 0; i < values.Length; i++) values[i] = 7 + 3 * random.NextGaussian();
            var interval = MeanInterval.Of(values);
            if (interval.Lower <= 7 && interval.Upper >= 7) covered++;
        }

        // Five standard errors: 5·sqrt(0.95·0.05/4000) = 0.017.
        Assert.Equal(0.95, covered / 4000.0, 0.017);
    }

    [Fact]
    public void A_single_value_has_no_interval_and_equal_ones_have_one_of_no_width()
    {
        var single = MeanInterval.Of([0.1]);
        Assert.Equal(0.1, single.Mean);
        Assert.False(single.HasInterval);
        Assert.Equal(new MeanInterval(0.1, 0.1, 0.1, 3), MeanInterval.Of([0.1, 0.1, 0.1]));
        Assert.False(MeanInterval.Of([1, double.NaN]).HasInterval);
        Assert.Throws<ArgumentException>(() => MeanInterval.Of([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MeanInterval.Of([1, 2], -0.1));
    }

    [Fact]
    public void A_difference_is_taken_repeat_by_repeat()
    {
        // Repeats differ by hundreds and the two losses by 1 to 5 in each; with t·sqrt(2.5·0.45) = 2.94 the interval leaves out 0, as
        // it would not with t·sqrt(2.5·1.2) = 4.81.
        double[] best = [100, 300, 200, 500, 400], worse = [101, 302, 203, 504, 405];
        var difference = PairedDifference.Of(worse, best, 0.25);
        Assert.Equal(3, difference.Interval.Mean, 1e-12);
        Assert.Equal(3 - Critical * Math.Sqrt(2.5 * 0.45), difference.Interval.Lower, 1e-9);
        Assert.Equal(DifferenceVerdict.Higher, difference.Verdict);
        Assert.Equal(DifferenceVerdict.Lower, PairedDifference.Of(best, worse, 0.25).Verdict);
        Assert.Equal(DifferenceVerdict.WithinNoise, PairedDifference.Of(worse, best, 1).Verdict);
    }

    [Fact]
    public void The_verdict_agrees_with_the_probability()
    {
        var random = new SeededRandom(2);
        double[] candidate = new double[6], reference = new double[6];
        var verdicts = new HashSet<DifferenceVerdict>();
        for (var trial = 0; trial < 300; trial++)
        {
            var shift = 4 * random.NextGaussian();
            for (var i = 0; i < 6; i++) (candidate[i], reference[i]) = (random.NextGaussian() + shift, random.NextGaussian());
            var difference = PairedDifference.Of(candidate, reference, 0.25);
            Assert.Equal(difference.Verdict == DifferenceVerdict.WithinNoise, difference.Probability > 0.05);
            verdicts.Add(difference.Verdict);
        }

        Assert.Equal(3, verdicts.Count);
    }

    [Fact]
    public void Differences_that_are_all_alike_need_no_test()
    {
        var same = PairedDifference.Of([1, 2, 3], [1, 2, 3], 0.25);
        Assert.Equal(DifferenceVerdict.WithinNoise, same.Verdict);
        Assert.Equal(1, same.Probability);
        var shifted = PairedDifference.Of([2, 3, 4], [1, 2, 3], 0.25);
        Assert.Equal(DifferenceVerdict.Higher, shifted.Verdict);
        Assert.Equal(0, shifted.Probability);
        var single = PairedDifference.Of([2], [1], 0.25);
        Assert.Equal(DifferenceVerdict.Unknown, single.Verdict);
        Assert.Equal(double.NaN, single.Probability);
        Assert.Throws<ArgumentException>(() => PairedDifference.Of([1, 2], [1], 0.25));
    }
}
