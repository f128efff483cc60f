namespace LossKit.Tests;

public sealed class CalibrationTests
{
    [Theory]
    [InlineData(1.0)]
    [InlineData(1e-6)]
    [InlineData(1e6)]
    public void Platt_scaling_is_where_the_gradient_vanishes(double unit)
    {
        var random = new SeededRandom(1);
        var scores = Enumerable.Range(0, 200).Select(_ => random.NextGaussian() * unit).ToArray();
        var labels = scores.Select(score => random.NextDouble() < 1 / (1 + Math.Exp(1 - 2 * score / unit)) ? 1 : 0).ToArray();
        var scaling = PlattScaling.Fit(scores, labels);

        // The objective is convex, so a vanishing gradient, Σ (t − p) and Σ score·(t − p), is its minimum.
        double positives = labels.Sum(), negatives = labels.Length - positives;
        var slopes = scores.Zip(labels, (s, y) => (Score: s / unit, Slope: (y == 1 ? (positives + 1) / (positives + 2) : 1 / (negatives + 2)) - scaling.Probability(s)));
        Assert.Equal(0, slopes.Sum(x => x.Slope), 1e-6);
        Assert.Equal(0, slopes.Sum(x => x.Slope * x.Score), 1e-6);
        // Made with slope 2 and offset −1; five standard errors of a fit to 200 rows are about 1.5.
        Assert.Equal(-2, scaling.A * unit, 1.5);
        Assert.Equal(1, scaling.B, 1.5);
    }

    [Fact]
    public void Platt_scaling_of_scores_that_separate_the_classes_is_not_certain()
    {
        var scaling = PlattScaling.Fit([-3, -2, -1, 1, 2, 3], [0, 0, 0, 1, 1, 1]);
        // Platt's targets for three rows each are 4/5 and 1/5, and by symmetry the offset is 0.
        Assert.Equal(0, scaling.B, 1e-8);
        Assert.InRange(scaling.Probability(3), 0.8, 0.99);
        Assert.Equal(1, scaling.Probability(2) + scaling.Probability(-2), 1e-8);
    }

    [Fact]
    public void Platt_scaling_of_scores_that_say_nothing_gives_the_share_of_the_classes()
    {
        // Targets are 3/4 twice and 1/6 four times: their mean is (3/2 + 2/3)/6 = 13/36.
        foreach (var score in new[] { 0.0, 5.0 })
        {
            double[] scores = [score, score, score, score, score, score];
            Assert.Equal(13 / 36.0, PlattScaling.Fit(scores, [1, 1, 0, 0, 0, 0]).Probability(score), 1e-6);
        }
    }

    [Fact]
    public void Scores_that_cannot_be_calibrated_are_an_error()
    {
        Assert.Throws<ArgumentException>(() => PlattScaling.Fit([], []));
        Assert.Throws<ArgumentException>(() => PlattScaling.Fit([1], [1, 0]));
        Assert.Throws<ArgumentException>(() => PlattScaling.Fit([1, double.NaN], [1, 0]));
        Assert.Throws<ArgumentException>(() => PlattScaling.Fit([1, 2], [1, 2]));
        Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit([], [], 2));
        Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit([1, 2, 3], [0], 2));
        Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit([1, double.PositiveInfinity], [0], 2));
        Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit([1, 2], [2], 2));
    }

    [Theory]
    [InlineData(2.0)]
    [InlineData(2e-5)]
    [InlineData(2e5)]
    public void The_temperature_makes_the_probability_the_share_that_is_right(double margin)
    {
        // Three of four rows are right by the margin, each counting 5/6 for its class and 1/6 for the other: (3·5/6 + 1/6)/4 = 2/3, so that
        // σ(margin/T) = 2/3 and T = margin/ln 2.
        double[] scores = [margin, 0, margin, 0, 0, margin, 0, margin];
        var scaling = TemperatureScaling.Fit(scores, [0, 0, 1, 0], 2);
        Assert.Equal(margin / Math.Log(2), scaling.Temperature, 1e-10 * margin);
        var probabilities = new double[2];
        scaling.Apply([margin, 0], probabilities);
        Assert.Equal(2 / 3.0, probabilities[0], 1e-10);
        Assert.Equal(1 / 3.0, probabilities[1], 1e-10);
    }

    [Fact]
    public void The_temperature_of_several_classes_is_where_the_log_loss_is_least()
    {
        var random = new SeededRandom(2);
        const int Rows = 300, Classes = 5;
        var scores = new double[Rows * Classes];
        var labels = new int[Rows];
        for (var i = 0; i < Rows; i++)
        {
            labels[i] = random.Next(Classes);
            for (var c = 0; c < Classes; c++) scores[i * Classes + c] = 4 * random.NextGaussian() + (c == labels[i] ? 5 : 0);
        }

        var temperature = TemperatureScaling.Fit(scores, labels, Classes).Temperature;
        var best = LogLoss(temperature);
        foreach (var factor in new[] { 0.5, 0.99, 1.01, 2 }) Assert.True(LogLoss(temperature * factor) > best);

        double LogLoss(double t)
        {
            double sum = 0;
            var probabilities = new double[Classes];
            for (var i = 0; i < Rows; i++)
            {
                new TemperatureScaling(t).Apply(scores.AsSpan(i * Classes, Classes), probabilities);
                for (var c = 0; c < Classes; c++)
                    sum -= (c == labels[i] ? (Rows + 1.0) / (Rows + 2) : 1.0 / (Rows + 2) / (Classes - 1)) * Math.Log(probabilities[c]);
            }

            return sum;
        }
    }

    [Fact]
    public void Scores_that_are_always_right_or_always_wrong_keep_the_temperature_in_bounds()
    {
        // Two rows, both right: each counts 3/4 for its class, σ(2/T) = 3/4. Both wrong wants T = ∞, the bound of which is range/0.001.
        Assert.Equal(2 / Math.Log(3), TemperatureScaling.Fit([2, 0, 0, 2], [0, 1], 2).Temperature, 1e-10);
        Assert.Equal(2000, TemperatureScaling.Fit([2, 0, 0, 2], [1, 0], 2).Temperature, 1e-9);
        Assert.Equal(1, TemperatureScaling.Fit([2, 2, 3, 3], [1, 0], 2).Temperature);
    }
}
