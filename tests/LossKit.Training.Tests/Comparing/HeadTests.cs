namespace LossKit.Tests;

public sealed class HeadTests
{
    private static readonly Repeat Repeat = Repeat.Prepare(Race.Data, seed: 1, number: 1);

    [Theory]
    [InlineData("mse")]
    [InlineData("huber:delta=0.5")]
    [InlineData("quantile:quantile=0.9")]
    [InlineData("0.7*mse + 0.3*mae")]
    [InlineData("charbonnier")]
    [InlineData("expectile:expectile=0.9")]
    [InlineData("epsilon-insensitive")]
    [InlineData("student-t-nll")]
    public void A_standardised_target_comes_back_in_its_own_unit(string loss)
    {
        var head = Fit(loss);

        var predictions = head.Predict(head.Targets(Repeat.Training), Repeat.Training.RowCount);

        // Targets are up to 346; single precision has 7 digits.
        Assert.All(predictions.Zip(Repeat.Training.Targets), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
    }

    [Fact]
    public void A_loss_relative_to_the_target_is_given_its_own_unit()
    {
        var head = Fit("mape");

        Assert.Equal(Array.ConvertAll(Repeat.Training.Targets, target => (float)target), head.Targets(Repeat.Training));
        Assert.Equal([Repeat.Target.Mean, Repeat.Target.Mean + Repeat.Target.Deviation], head.Predict([0, 1], 2));
    }

    [Fact]
    public void The_logarithmic_head_predicts_the_geometric_mean_of_1_plus_target_for_an_output_of_0()
    {
        var expected = Math.Exp(Repeat.Training.Targets.Average(target => Math.Log(1 + target))) - 1;

        Assert.Equal(expected, Fit("msle").Predict([0], 1)[0], 1e-9);
    }

    // Shares of a whole are predicted by the sigmoid of the output: ½ for 0. A target of 1.5 is no share.
    [Fact]
    public void Shares_get_predictions_between_0_and_1()
    {
        static Contender Shares(double most) => Assert.Single(Contender.Read(
            ["bce-with-logits"],
            Dataset.From(Samples.Table("x,y", 40, i => FormattableString.Invariant($"{i * i},{i * most / 39}")), new() { Target = "y", Task = LearningTask.Regression })));

        var predictions = Shares(1).Head.Fit(Repeat.Training, Repeat.Target).Predict([0, 40, -40], 3);

        Assert.Equal(0.5, predictions[0]);
        Assert.Equal([1.0, 0.0], predictions[1..].Select(share => Math.Round(share)));
        Assert.Contains("'bce-with-logits' compares classes", Assert.Throws<DataException>(() => Shares(1.5)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("poisson-nll")]
    [InlineData("negative-binomial-nll:log-input=false")]
    [InlineData("tweedie")]
    [InlineData("gamma-nll:shape=2")]
    public void The_head_of_a_positive_mean_predicts_that_of_the_training_part_for_an_output_of_0(string loss)
    {
        var predictions = Fit(loss).Predict([0, 1], 2);

        // The logarithm of the mean is kept in single precision.
        Assert.Equal(Repeat.Training.Targets.Average(), predictions[0], 1e-4);
        Assert.Equal(Math.E, predictions[1] / predictions[0], 1e-6);
    }

    [Fact]
    public void Of_two_outputs_the_mean_is_the_prediction_and_of_several_quantiles_the_middle_one()
    {
        Assert.Equal([Repeat.Target.Restore(1), Repeat.Target.Restore(2)], Fit("gaussian-nll").Predict([1, 9, 2, 9], 2));

        // The second output is the logarithm of the variance of the standardised target, held within ±20.
        var square = Repeat.Target.Deviation * Repeat.Target.Deviation;
        Assert.Equal([square, square * Math.Exp(20)], Fit("gaussian-nll").PredictVariances([1, 0, 2, 90], 2));
        Assert.Empty(Fit("mse").PredictVariances([1, 2], 2));
        Assert.Equal([Repeat.Target.Restore(1), Repeat.Target.Restore(2)], Fit("quantile:quantiles=0.1/0.5/0.9").Predict([9, 1, 9, 9, 2, 9], 2));
    }

    [Theory]
    [InlineData("cross-entropy")]
    [InlineData("nll")]
    [InlineData("multi-margin")]
    [InlineData("generalized-cross-entropy")]
    [InlineData("asymmetric-multi-label")]
    [InlineData("bce")]
    [InlineData("hinge")]
    [InlineData("soft-margin")]
    [InlineData("0.5*cross-entropy + 0.5*multi-margin")]
    [InlineData("bce-with-logits + sigmoid-focal")]
    [InlineData("hinge + squared-hinge")]
    [InlineData("multi-label-soft-margin")]
    public void Classes_get_probabilities_that_sum_to_1_and_follow_the_outputs(string loss)
    {
        var dataset = Samples.Dataset("penguins.csv", "species");
        var repeat = Repeat.Prepare(dataset, seed: 1, number: 1);
        var head = LossHead.For(LossCatalog.Parse(loss), loss, dataset).Fit(repeat.Training, repeat.Target);

        var probabilities = head.Predict([1, 2, 3, 3, -1, 0], 2);

        Assert.Equal(1, probabilities[..3].Sum(), 1e-12);
        Assert.Equal(1, probabilities[3..].Sum(), 1e-12);
        Assert.True(probabilities[0] < probabilities[1] && probabilities[1] < probabilities[2]);
        Assert.True(probabilities[4] < probabilities[5] && probabilities[5] < probabilities[3]);
    }

    [Fact]
    public void A_sum_has_the_head_of_its_terms()
    {
        Assert.Equal(Fit("msle").Predict([0], 1), Fit("msle + 2*msle").Predict([0], 1));
        Assert.Equal(Fit("poisson-nll").Predict([1], 1), Fit("0.5*poisson-nll + poisson-nll:full=true").Predict([1], 1));
        Assert.Equal([Repeat.Target.Restore(1)], Fit("quantile:quantiles=0.1/0.5/0.9 + quantile:quantiles=0.2/0.5/0.8").Predict([9, 1, 9], 1));
    }

    [Theory]
    [InlineData("mse + msle")]
    [InlineData("poisson-nll + poisson-nll:log-input=false")]
    [InlineData("mae + mape")]
    public void Terms_that_read_the_outputs_differently_are_no_contender(string loss)
    {
        var error = Assert.Throws<DataException>(() => LossHead.For(LossCatalog.Parse(loss), loss, Race.Data));
        Assert.Equal(
            $"'{loss}' adds losses that take a network's outputs for different things (logits, probabilities, logarithms); add such as agree.",
            error.Message);
    }

    [Fact]
    public void A_term_of_the_other_task_is_named()
    {
        const string loss = "mse + bce-with-logits";
        var error = Assert.Throws<DataException>(() => LossHead.For(LossCatalog.Parse(loss), loss, Race.Data));
        Assert.StartsWith($"'{loss}' compares classes, but", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("poisson-nll", -1, false)]
    [InlineData("negative-binomial-nll", -1, false)]
    [InlineData("tweedie", -1, false)]
    [InlineData("gamma-nll", -1, false)]
    [InlineData("gamma-nll", 0, false)]
    [InlineData("negative-binomial-nll", 0, true)]
    [InlineData("tweedie", 0, true)]
    public void A_target_that_a_loss_of_a_positive_mean_cannot_have_is_named_with_its_line(string loss, double target, bool fits)
    {
        var table = Samples.Table("x,y", 12, row => row == 2 ? $"{row},{target:R}" : $"{row},{row + 1}");
        var dataset = Dataset.From(table, new DatasetOptions { Target = "y", Task = LearningTask.Regression });
        if (fits)
        {
            Assert.Equal(1, LossHead.For(LossCatalog.Parse(loss), loss, dataset).Outputs);
            return;
        }

        var error = Assert.Throws<DataException>(() => LossHead.For(LossCatalog.Parse(loss), loss, dataset));
        Assert.StartsWith($"'{loss}' needs targets ", error.Message, StringComparison.Ordinal);
        Assert.Contains($"`y` is {target} in line 4", error.Message, StringComparison.Ordinal);
    }

    private static FittedHead Fit(string loss) => LossHead.For(LossCatalog.Parse(loss), loss, Race.Data).Fit(Repeat.Training, Repeat.Target);
}
