namespace LossKit.Tests;

/// <summary>What is easy is learned first: by a given difficulty, or by the losses themselves.</summary>
public sealed class SampleWeightingTests
{
    [Fact]
    public void A_schedule_goes_from_its_start_to_everything()
    {
        var schedule = new CurriculumSchedule(start: 0.2, epochs: 4);
        Assert.Equal([0.2, 0.4, 0.6, 0.8, 1, 1], Enumerable.Range(0, 6).Select(epoch => Math.Round(schedule.At(epoch), 12)));
        Assert.Equal(0.2 + (0.8 * 0.25), new CurriculumSchedule(0.2, 4, power: 2).At(2), 1e-12);
        Assert.Equal(0.6, schedule.LossAt(2).Progress, 1e-12);
    }

    [Fact]
    public void A_curriculum_lets_harder_samples_in_as_it_goes()
    {
        var schedule = new CurriculumSchedule(start: 0.25, epochs: 2);
        float[] difficulty = [0.1f, 0.5f, 0.9f];
        for (int epoch = 0; epoch < 3; epoch++)
        {
            Variable losses = Variable.Parameter([1, 2, 4], [3]);
            schedule.LossAt(epoch).Forward(losses, Variable.Constant(difficulty, [3])).Backward();
            Assert.Equal(epoch + 1, losses.Gradient.ToArray().Count(weight => weight > 0));

            // What is in stands for everything: the weights add up to the number of samples.
            Assert.Equal(3, losses.Gradient.ToArray().Sum(), 1e-4f);
        }
    }

    [Fact]
    public void Self_pacing_lets_samples_in_below_a_rising_threshold()
    {
        var pacing = new SelfPacedWeighting(threshold: 1.5f, growth: 2);
        Variable losses = Variable.Parameter([1, 2, 4, float.PositiveInfinity], [4]);
        Variable value = pacing.Combine(losses);
        Assert.Equal(0.25f, value.ToScalar());
        value.Backward();
        Assert.Equal([0.25f, 0, 0, 0], losses.Gradient.ToArray());
        Assert.Equal(1, pacing.Selected);
        pacing.EndEpoch();
        Assert.Equal(0.75f, pacing.Combine(losses).ToScalar());
        Assert.Equal(2, pacing.Selected);
    }

    [Fact]
    public void A_linear_pace_counts_easy_samples_more()
    {
        var pacing = new SelfPacedWeighting(threshold: 4, pace: SelfPace.Linear);
        Variable losses = Variable.Parameter([1, 2, 8], [3]);
        pacing.Combine(losses).Backward();
        Assert.Equal([0.75f / 3, 0.5f / 3, 0], losses.Gradient.ToArray(), (left, right) => Math.Abs(left - right) < 1e-7f);
    }

    [Fact]
    public void Self_pacing_resists_labels_that_are_wrong()
    {
        // A constant is fitted to 90 ones and 10 outliers at 50: the mean is 5.9, but what is far off never comes in while the threshold is low.
        float[] targets = [.. Enumerable.Range(0, 100).Select(i => i < 90 ? 1f : 50f)];
        Variable constant = Variable.Parameter([0], [1]);
        var pacing = new SelfPacedWeighting(threshold: 5, growth: 1.05f);
        var optimizer = new Sgd([new NamedParameter("constant", constant)], learningRate: 0.2f);
        for (int epoch = 0; epoch < 50; epoch++)
        {
            optimizer.ZeroGradients();
            Variable predictions = constant + Variable.Constant(new float[100], [100]);
            pacing.Combine(new MseLoss(Reduction.None).Forward(predictions, targets)).Backward();
            optimizer.Step();
            pacing.EndEpoch();
        }

        Assert.Equal(1, constant.Values[0], 1e-3f);
    }

    [Theory]
    [InlineData(-0.1, 3, 1)]
    [InlineData(1.1, 3, 1)]
    [InlineData(0.5, 0, 1)]
    [InlineData(0.5, 3, 0)]
    public void A_schedule_outside_its_range_is_an_error(double start, int epochs, double power) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CurriculumSchedule(start, epochs, power));
}
