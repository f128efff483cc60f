using System.Numerics.Tensors;

namespace LossKit.Tests;

/// <summary>What the laws cannot know of region losses: empty regions, nearly perfect ones, what is ignored, and ties.</summary>
public sealed class RegionTests
{
    private const double Rounding = 1e-15;

    [Theory]
    [InlineData("dice:smooth=0")]
    [InlineData("dice:smooth=0:squared-denominator=true")]
    [InlineData("dice:smooth=0:scope=sample-class")]
    [InlineData("jaccard:smooth=0")]
    [InlineData("tversky:smooth=0:scope=class")]
    [InlineData("focal-tversky:smooth=0")]
    [InlineData("generalized-dice")]
    public void Nothing_predicted_where_nothing_is_costs_nothing(string loss)
    {
        var (value, gradient) = Evaluate(loss, new double[4], [1, 2, 2], new double[4], [1, 2, 2]);
        Assert.Equal(0, value);
        Assert.All(gradient, slope => Assert.Equal(0, slope));
    }

    // One element with logit 40 and target 1: p falls short of 1 by q = 1/(1 + e^40), and Dice is q/(2 − q), Jaccard q, by their formulas.
    [Fact]
    public void A_nearly_perfect_prediction_keeps_its_digits()
    {
        var miss = 1 / (1 + Math.Exp(40));
        AssertRelative(miss / (2 - miss), Evaluate("dice:activation=sigmoid:smooth=0", [40], [1, 1], [1], [1, 1]).Value);
        AssertRelative(miss, Evaluate("jaccard:activation=sigmoid:smooth=0", [40], [1, 1], [1], [1, 1]).Value);

        // Two classes with logits 40 and 0: the softmax misses by the same q in both.
        AssertRelative(miss / (2 - miss), Evaluate("dice:activation=softmax:smooth=0:scope=class:reduction=none", [40, 0], [1, 2], [1, 0], [1, 2]).Value);
        AssertRelative(miss, Evaluate("lovasz:scope=all", [40, 0], [1, 2], [1, 0], [1, 2]).Value);
    }

    // The squared form of the same: q²/(p² + 1).
    [Fact]
    public void A_nearly_perfect_prediction_keeps_its_digits_squared()
    {
        var miss = 1 / (1 + Math.Exp(40));
        var expected = miss * miss / (((1 - miss) * (1 - miss)) + 1);
        AssertRelative(expected, Evaluate("dice:activation=sigmoid:smooth=0:squared-denominator=true", [40], [1, 1], [1], [1, 1]).Value);
    }

    // σ(−100) is 4e-44 and its region's slope beyond the largest float: everything predicted is wrong, and a little more or less changes nothing.
    [Fact]
    public void An_all_but_empty_prediction_of_nothing_has_a_gradient_of_zero()
    {
        float[] gradient = [1, 1];
        var value = new DiceLoss(RegionActivation.Sigmoid, smooth: 0).Evaluate(
            new ReadOnlyTensorSpan<float>([-100, -100], [1, 1, 2], []),
            new ReadOnlyTensorSpan<float>([0, 0], [1, 1, 2], []),
            new TensorSpan<float>(gradient, [1, 1, 2], []));
        Assert.Equal(1, value);
        Assert.Equal([0, 0], gradient);
    }

    [Fact]
    public void A_masked_class_has_no_gradient()
    {
        var (value, gradient) = Evaluate(
            "dice:activation=softmax:scope=class", [1, 2, double.NegativeInfinity, 0, 1, 3], [1, 3, 2], [0, 2], [1, 2]);
        Assert.True(double.IsFinite(value));
        Assert.Equal(0, gradient[2]);
        Assert.All(gradient, slope => Assert.True(double.IsFinite(slope)));
    }

    [Theory]
    [InlineData(double.PositiveInfinity, 0)]
    [InlineData(double.NegativeInfinity, double.NegativeInfinity)]
    public void A_position_without_a_softmax_gives_NaN(double first, double second)
    {
        var (value, gradient) = Evaluate("dice:activation=softmax", [first, 1, second, 2], [1, 2, 2], [0, 1], [1, 2]);
        Assert.True(double.IsNaN(value));
        Assert.All(gradient, slope => Assert.True(double.IsNaN(slope)));
    }

    [Theory]
    [InlineData("dice:ignore-index=-100")]
    [InlineData("jaccard:activation=sigmoid:ignore-index=-100")]
    [InlineData("tversky:activation=softmax:ignore-index=-100")]
    [InlineData("focal-tversky:activation=softmax:ignore-index=-100")]
    [InlineData("cross-entropy-dice:ignore-index=-100")]
    [InlineData("generalized-dice:activation=softmax:ignore-index=-100")]
    [InlineData("lovasz:ignore-index=-100")]
    [InlineData("lovasz:mode=binary:ignore-index=-100")]
    public void What_is_ignored_counts_nowhere_whatever_it_holds(string loss)
    {
        var (value, gradient) = Evaluate(loss, [0.25, double.NaN, 0.5, 0.75, double.NaN, 0.5], [1, 2, 3], [0, -100, 1], [1, 3]);
        var (expected, slopes) = Evaluate(loss, [0.25, 0.5, 0.75, 0.5], [1, 2, 2], [0, 1], [1, 2]);
        Assert.Equal(expected, value);
        Assert.Equal([slopes[0], 0, slopes[1], slopes[2], 0, slopes[3]], gradient);
    }

    [Fact]
    public void Where_everything_is_ignored_there_is_nothing()
    {
        foreach (var loss in (string[])["dice:ignore-index=9:smooth=0", "cross-entropy-dice:ignore-index=9:smooth=0", "lovasz:ignore-index=9"])
        {
            var (value, gradient) = Evaluate(loss, [0.25, 0.5, 0.75, 0.5], [1, 2, 2], [9, 9], [1, 2]);
            Assert.Equal(0, value);
            Assert.All(gradient, slope => Assert.Equal(0, slope));
        }
    }

    // The truth is {0, 1, 2} and {0, 1, 3} is predicted, without doubt: two of a union of four are wrong, and likewise for the rest.
    [Fact]
    public void Lovasz_of_certain_predictions_is_the_Jaccard_loss()
    {
        double[] truth = [1, 1, 1, 0, 0, 0];
        double[] predicted = [1, 1, 0, 1, 0, 0];
        double[] logits = [.. predicted.Select(there => there > 0 ? 800.0 : 0), .. predicted.Select(there => there > 0 ? 0.0 : 800)];
        double[] both = [.. truth, .. truth.Select(there => 1 - there)];
        var (value, _) = Evaluate("lovasz", logits, [1, 2, 6], both, [1, 2, 6]);
        AssertRelative(0.5, value);
    }

    // Three equal errors, targets 1, 0, 1. In order of the indices J goes 1/2, 2/3, 1: slopes -1/2, +1/6, -1/3.
    [Fact]
    public void Ties_go_by_the_lower_index()
    {
        var (value, gradient) = Evaluate("lovasz:mode=binary", [0, 0, 0], [1, 1, 3], [1, 0, 1], [1, 1, 3]);
        AssertRelative(1, value);
        double[] expected = [-1.0 / 2, 1.0 / 6, -1.0 / 3];
        foreach (var (slope, found) in expected.Zip(gradient))
        {
            AssertRelative(slope, found);
        }
    }

    [Fact]
    public void An_empty_image_costs_its_worst_error_in_the_hinge()
    {
        var (value, gradient) = Evaluate("lovasz:mode=binary", [0.5, 2, -3], [1, 1, 3], [0, 0, 0], [1, 1, 3]);
        Assert.Equal(3, value);
        Assert.Equal([0, 1, 0], gradient);
    }

    [Fact]
    public void Spans_of_class_indices_and_of_one_hot_targets_give_the_same()
    {
        float[] prediction = [1, 2, 3, 4, 5, 7];
        float[] byIndex = new float[6], byTarget = new float[6], values = new float[2];
        var loss = new DiceLoss(RegionActivation.Softmax, scope: RegionScope.Class);
        var logits = new ReadOnlyTensorSpan<float>(prediction, [1, 2, 3], []);
        var first = loss.Evaluate(
            logits, new ReadOnlyTensorSpan<int>([0, 1, 1], [1, 3], []), new TensorSpan<float>(byIndex, [1, 2, 3], []), values: values);
        var second = loss.Evaluate(
            logits, new ReadOnlyTensorSpan<float>([1, 0, 0, 0, 1, 1], [1, 2, 3], []), new TensorSpan<float>(byTarget, [1, 2, 3], []));
        Assert.Equal(first, second);
        Assert.Equal(byIndex, byTarget);
        Assert.Equal(first, (values[0] + values[1]) / 2, 1e-6f);
    }

    private static (double Value, double[] Gradient) Evaluate(string loss, double[] prediction, int[] shape, double[] target, int[] targetShape)
    {
        var inputs = new Dictionary<string, NamedArray>(StringComparer.Ordinal)
        {
            ["prediction"] = new(prediction, shape),
            ["target"] = new(target, targetShape),
        };
        var answer = LossCatalog.Parse(loss).Evaluate(inputs, Precision.Double, Answers.Value | Answers.Gradients);
        return (answer.Value.Values[0], answer.Gradients!["prediction"].Values);
    }

    private static void AssertRelative(double expected, double found) =>
        Assert.True(Math.Abs(found - expected) <= Rounding * Math.Abs(expected), $"{found:R} instead of {expected:R}");
}
