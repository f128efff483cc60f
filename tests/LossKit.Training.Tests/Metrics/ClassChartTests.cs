namespace LossKit.Tests;

/// <summary>What charts of classes show: ranking curves, reliability, confusion.</summary>
public sealed class ClassChartTests
{
    /// <summary>The example of scikit-learn's documentation of roc_curve and precision_recall_curve.</summary>
    [Fact]
    public void A_curve_has_the_points_of_the_documented_example()
    {
        var curve = RankingCurve.Of([0.1, 0.4, 0.35, 0.8], [false, false, true, true]);

        Assert.Equal(
            [(double.PositiveInfinity, 0, 0), (0.8, 1, 0), (0.4, 1, 1), (0.35, 2, 1), (0.1, 2, 2)],
            curve.Points.Select(point => (point.Threshold, point.TruePositives, point.FalsePositives)));
        Assert.Equal([1, 1, 0.5, 2 / 3.0, 0.5], curve.Points.Select(point => point.Precision));
        Assert.Equal(0.75, curve.AreaUnderRoc);
        Assert.Equal(5 / 6.0, curve.AveragePrecision, 1e-15);
    }

    [Fact]
    public void Equal_scores_are_one_point_and_count_half()
    {
        var curve = RankingCurve.Of([0.5, 0.5, 0.5], [true, false, true]);

        Assert.Equal(2, curve.Points.Count);
        Assert.Equal(0.5, curve.AreaUnderRoc);
        Assert.Equal(2 / 3.0, curve.AveragePrecision, 1e-15);
    }

    [Fact]
    public void A_kind_that_is_missing_leaves_no_area()
    {
        Assert.Equal(double.NaN, RankingCurve.Of([0.2, 0.7], [true, true]).AreaUnderRoc);
        Assert.Equal(double.NaN, RankingCurve.Of([0.2, 0.7], [false, false]).AveragePrecision);
        Assert.Throws<ArgumentException>(() => RankingCurve.Of([double.NaN], [true]));
        Assert.Throws<ArgumentException>(() => RankingCurve.Of([1], [true, false]));
    }

    /// <summary>The pairs of rows counted one by one.</summary>
    [Fact]
    public void The_area_is_the_share_of_pairs_in_the_right_order()
    {
        var random = new SeededRandom(11);
        var scores = Enumerable.Range(0, 60).Select(_ => (double)random.Next(12)).ToArray();
        var positive = Enumerable.Range(0, 60).Select(_ => random.Next(3) == 0).ToArray();
        double pairs = 0, right = 0;
        for (var i = 0; i < 60; i++)
        {
            for (var j = 0; j < 60; j++)
            {
                if (!positive[i] || positive[j]) continue;
                pairs++;
                right += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
            }
        }

        Assert.Equal(right / pairs, RankingCurve.Of(scores, positive).AreaUnderRoc, 1e-15);
    }

    [Fact]
    public void The_parts_of_a_reliability_diagram_give_the_calibration_error()
    {
        var (values, labels) = Sample();
        var probabilities = new ClassProbabilities(values, labels, 3);

        var bins = ReliabilityDiagram.Of(probabilities);
        var error = bins.Where(bin => bin.Count > 0).Sum(bin => bin.Count * Math.Abs(bin.Accuracy - bin.Confidence)) / labels.Length;

        Assert.Equal(ClassificationMetric.ExpectedCalibrationError.Evaluate(probabilities), error, 1e-14);
        Assert.Equal((15, labels.Length), (bins.Count, bins.Sum(bin => bin.Count)));
        Assert.All(bins, bin => Assert.Equal(1 / 15.0, bin.Upper - bin.Lower, 1e-15));
        Assert.All(bins.Where(bin => bin.Count > 0), bin => Assert.InRange(bin.Confidence, bin.Lower, bin.Upper));
        Assert.All(bins.Where(bin => bin.Count == 0), bin => Assert.True(double.IsNaN(bin.Accuracy)));
    }

    /// <summary>By hand: three rows of two classes, the second of them taken for the other.</summary>
    [Fact]
    public void A_reliability_part_holds_what_was_counted_by_hand()
    {
        var bins = ReliabilityDiagram.Of(new([0.1, 0.9, 0.05, 0.95, 0.6, 0.4], [1, 0, 0], 2));

        Assert.Equal((1, 0.9, 1.0), (bins[13].Count, bins[13].Confidence, bins[13].Accuracy));
        Assert.Equal((1, 0.95, 0.0), (bins[14].Count, bins[14].Confidence, bins[14].Accuracy));
        Assert.Equal((1, 0.6, 1.0), (bins[8].Count, bins[8].Confidence, bins[8].Accuracy));
    }

    [Fact]
    public void A_confusion_matrix_counts_true_classes_in_rows()
    {
        var matrix = ConfusionMatrix.Of(new([0.1, 0.9, 0.05, 0.95, 0.6, 0.4, 0.5, 0.5], [1, 0, 0, 1], 2));

        Assert.Equal((1, 1, 1, 1), (matrix[0, 0], matrix[0, 1], matrix[1, 0], matrix[1, 1]));
        Assert.Equal(2, matrix.RowsOf(0));
        var (values, labels) = Sample();
        var probabilities = new ClassProbabilities(values, labels, 3);
        var large = ConfusionMatrix.Of(probabilities);
        var right = Enumerable.Range(0, 3).Sum(c => large[c, c]);
        Assert.Equal(ClassificationMetric.Accuracy.Evaluate(probabilities), right / (double)labels.Length, 1e-15);
    }

    private static (double[] Values, int[] Labels) Sample()
    {
        var random = new SeededRandom(5);
        var values = new List<double>();
        for (var row = 0; row < 200; row++)
        {
            double[] weights = [random.NextDouble() + 1e-3, random.NextDouble(), random.NextDouble()];
            var sum = weights.Sum();
            values.AddRange(weights.Select(weight => weight / sum));
        }

        return ([.. values], [.. Enumerable.Range(0, 200).Select(_ => random.Next(3))]);
    }
}
