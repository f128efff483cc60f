namespace LossKit.Tests;

public sealed class ClassificationMetricTests
{
    /// <summary>The probabilities of reference_metrics.py in this folder, in eighths, with ties; the fourth class never occurs.</summary>
    private static readonly double[] Several =
    [
        .. new double[]
        {
            4, 2, 2, 0, 4, 2, 1, 1, 3, 3, 2, 0, 1, 6, 1, 0, 2, 3, 3, 0,
            0, 1, 7, 0, 4, 1, 3, 0, 2, 2, 3, 1, 1, 5, 2, 0, 8, 0, 0, 0,
        }.Select(eighths => eighths / 8),
    ];

    private static readonly int[] Labels = [0, 1, 0, 1, 2, 2, 2, 2, 1, 0];

    /// <summary>The numbers that reference_metrics.py prints, exact fractions but for the log-loss.</summary>
    [Theory]
    [InlineData("accuracy", 7 / 10.0)]
    [InlineData("macro-f1", 25 / 36.0)]
    [InlineData("log-loss", 0.6893975648048779)]
    [InlineData("brier", 63 / 160.0)]
    [InlineData("expected-calibration-error", 17 / 80.0)]
    [InlineData("auroc", 19 / 21.0)]
    [InlineData("auprc", 527 / 630.0)]
    public void The_metrics_are_those_of_the_definitions(string id, double expected) =>
        Assert.Equal(expected, Value(id, Several, Labels, 4), 1e-14);

    /// <summary>The examples of scikit-learn's documentation of roc_auc_score, average_precision_score, brier_score_loss, log_loss and f1_score.</summary>
    [Fact]
    public void The_metrics_of_two_classes_are_those_of_the_documentation()
    {
        Assert.Equal(0.75, Value("auroc", Pairs(0.1, 0.4, 0.35, 0.8), [0, 0, 1, 1]), 1e-15);
        Assert.Equal(5 / 6.0, Value("auprc", Pairs(0.1, 0.4, 0.35, 0.8), [0, 0, 1, 1]), 1e-15);
        Assert.Equal(0.0375, Value("brier", Pairs(0.1, 0.9, 0.8, 0.3), [0, 1, 1, 0]), 1e-15);
        Assert.Equal(0.21616187468057912, Value("log-loss", Pairs(0.9, 0.1, 0.2, 0.65), [1, 0, 0, 1]), 1e-15);
        double[] oneHot = [1, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0];
        Assert.Equal(0.8 / 3, Value("macro-f1", oneHot, [0, 1, 2, 0, 1, 2], 3), 1e-15);
    }

    [Fact]
    public void Equal_scores_rank_nothing()
    {
        Assert.Equal(0.5, Value("auroc", Pairs(0.3, 0.3, 0.3, 0.3, 0.3), [0, 1, 0, 0, 1]), 1e-15);
        Assert.Equal(0.4, Value("auprc", Pairs(0.3, 0.3, 0.3, 0.3, 0.3), [0, 1, 0, 0, 1]), 1e-15);
    }

    [Fact]
    public void A_perfect_prediction_is_perfect_in_every_metric()
    {
        foreach (var (metric, value) in MetricSet.Classification(new ClassProbabilities(Pairs(0, 1, 1, 0), [0, 1, 1, 0], 2)))
            Assert.Equal(metric.Direction == MetricDirection.HigherIsBetter ? 1 : 0, value);
    }

    [Fact]
    public void A_certain_mistake_costs_as_much_as_the_smallest_probability() =>
        Assert.Equal(-Math.Log(1e-15) / 2, Value("log-loss", Pairs(0, 1), [1, 1]), 1e-12);

    [Fact]
    public void Ranking_needs_rows_on_both_sides()
    {
        Assert.Equal(double.NaN, Value("auroc", Pairs(0.2, 0.7), [1, 1]));
        Assert.Equal(double.NaN, Value("auprc", Pairs(0.2, 0.7), [1, 1]));
        Assert.Equal(1, Value("macro-f1", Pairs(0.6, 0.7), [1, 1]));
    }

    [Fact]
    public void A_bin_of_the_calibration_error_holds_its_upper_edge()
    {
        // 0.6 = 9/15 is the upper edge of the ninth bin and 0.61 in the tenth: |2 - 1.2|/3 + |0 - 0.61|/3.
        Assert.Equal((0.8 + 0.61) / 3, Value("expected-calibration-error", Pairs(0.6, 0.6, 0.61), [1, 1, 0]), 1e-15);
        // Together in one bin they would give |2 - 1.78|/3.
        Assert.Equal((2 - 1.78) / 3, Value("expected-calibration-error", Pairs(0.58, 0.6, 0.6), [1, 1, 0]), 1e-15);
    }

    [Fact]
    public void A_probability_that_is_nan_shows_in_every_metric() => Assert.All(
        MetricSet.Classification(new ClassProbabilities([0.5, 0.5, double.NaN, 0.5], [0, 1], 2)), value => Assert.Equal(double.NaN, value.Value));

    [Fact]
    public void Probabilities_that_are_none_are_an_error()
    {
        AssertError("There are 3 probabilities for 2 rows of 2 classes; give 4.", [0, 1, 1], [0, 1]);
        AssertError("labels[1] is 2, and the classes are 0 to 1.", [0, 1, 1, 0], [0, 2]);
        AssertError("values[2] is 1.5, and probabilities lie from 0 to 1; apply sigmoid or softmax first.", [0, 1, 1.5, 0], [0, 1]);
        AssertError("A metric needs at least one row.", [], []);
    }

    private static void AssertError(string message, double[] probabilities, int[] labels) => Assert.StartsWith(
        message, Assert.Throws<ArgumentException>(() => new ClassProbabilities(probabilities, labels, 2).RowCount).Message, StringComparison.Ordinal);

    /// <summary>Rows of two probabilities from those of the positive class.</summary>
    private static double[] Pairs(params double[] positive) => [.. positive.SelectMany(p => new[] { 1 - p, p })];

    private static double Value(string id, double[] probabilities, int[] labels, int classCount = 2) =>
        MetricSet.Classification(new ClassProbabilities(probabilities, labels, classCount)).Single(value => value.Metric.Id == id).Value;
}
