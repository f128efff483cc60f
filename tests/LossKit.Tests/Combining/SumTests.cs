namespace LossKit.Tests;

/// <summary>0.7·mse + 0.3·mae and its like, against numbers worked out by hand.</summary>
public sealed class SumTests
{
    // Errors 2 and −1: mse is (4 + 1)/2 = 2.5, mae (2 + 1)/2 = 1.5.
    private static readonly double[] Prediction = [3, 1];
    private static readonly double[] Target = [1, 2];

    private static ElementwiseSumLoss Blend => (0.7 * new MseLoss()) + (0.3 * new MaeLoss());

    [Fact]
    public void Value_and_gradient_are_those_of_the_terms()
    {
        var gradient = new double[2];

        // 0.7·2.5 + 0.3·1.5; (0.7·2e + 0.3·sign(e))/2.
        Assert.Equal(2.2, Blend.Evaluate<double>(Prediction, Target, gradient), 1e-15);
        Assert.Equal(1.55, gradient[0], 1e-15);
        Assert.Equal(-0.85, gradient[1], 1e-15);
    }

    [Fact]
    public void The_hessian_is_there_where_all_terms_have_one()
    {
        var hessian = new double[2];
        Blend.Evaluate<double>(Prediction, Target, hessian: hessian);
        Assert.Equal([0.7, 0.7], hessian);

        var without = new MseLoss() + Loss.From("linear", (prediction, target) => prediction - target, (_, _) => 1);
        Assert.False(without.Card.HasHessian);
    }

    [Fact]
    public void Terms_are_told_for_the_log_without_their_factors()
    {
        var terms = new double[2];
        Assert.Equal(2.2, Blend.EvaluateTerms<double>(Prediction, Target, terms), 1e-15);
        Assert.Equal([2.5, 1.5], terms);
        var error = Assert.Throws<LossException>(() => Blend.EvaluateTerms<double>(Prediction, Target, new double[3]));
        Assert.Equal("terms has 3 elements, but must have 2, one for each term.", error.Message);
    }

    [Fact]
    public void Single_values_weights_masks_and_adding_work_as_for_any_loss()
    {
        double[] values = new double[2], gradient = [10, 20];
        Assert.Equal(
            2.2, Blend.EvaluateWithValues<double>(Prediction, Target, values, gradient, mode: GradientMode.Add), 1e-15);
        Assert.Equal(3.4, values[0], 1e-15);
        Assert.Equal(1, values[1], 1e-15);
        Assert.Equal(11.55, gradient[0], 1e-14);
        Assert.Equal(19.15, gradient[1], 1e-14);

        Blend.EvaluateEach<double>(Prediction, Target, values, weight: [2, 0]);
        Assert.Equal(6.8, values[0], 1e-15);
        Assert.Equal(0, values[1]);
        Assert.Equal(3.4, Blend.Evaluate<double>(Prediction, Target, mask: [true, false]), 1e-15);
    }

    [Fact]
    public void Sums_of_sums_are_flat_and_named_by_their_terms()
    {
        var loss = 2 * (new MseLoss() + (0.5 * new MaeLoss())) - new HuberLoss();
        Assert.Equal("2*mse + mae - huber", loss.Card.Id);
        Assert.Equal([2, 1, -1], loss.Terms.Select(term => term.Factor));
        Assert.Equal("-mse", (-1 * new MseLoss()).Card.Id);

        // 2·2.5 + 1.5 − (1.5 + 0.5)/2, Huber of δ = 1.
        Assert.Equal(5.5, loss.Evaluate<double>(Prediction, Target), 1e-15);
    }

    [Fact]
    public void A_sum_with_a_single_value_is_a_matched_loss()
    {
        MatchedSumLoss loss = (MatchedSumLoss)LossArithmetic.Sum(new LossTerm(1, new MseLoss()), new(2, new RmseLoss()));
        var terms = new double[2];
        Assert.Equal(2.5 + (2 * Math.Sqrt(2.5)), loss.EvaluateTerms<double>(Prediction, Target, terms), 1e-14);
        Assert.Equal(2.5, terms[0]);
        Assert.Equal(Math.Sqrt(2.5), terms[1], 1e-15);
        Loss same = new MseLoss() + (Loss)new RmseLoss();
        Assert.IsType<MatchedSumLoss>(same);
    }

    [Fact]
    public void Losses_of_class_scores_keep_their_own_divisors()
    {
        double[] scores = [1, 0, 0, 0, 2, 0];
        int[] target = [0, 1];
        var entropy = new CrossEntropyLoss(classWeights: [1, 3, 1]);
        var focal = new FocalLoss();
        var loss = (0.5 * entropy) + (2 * focal);
        double[] gradient = new double[6], first = new double[6], second = new double[6], terms = new double[2];
        var value = loss.EvaluateTerms<double>(scores, new ClassShape(2, 3), target, terms, gradient);
        Assert.Equal(terms[0], entropy.Evaluate<double>(scores, target, first));
        Assert.Equal(terms[1], focal.Evaluate<double>(scores, target, second));
        Assert.Equal((0.5 * terms[0]) + (2 * terms[1]), value);
        for (var i = 0; i < gradient.Length; i++)
        {
            Assert.Equal((0.5 * first[i]) + (2 * second[i]), gradient[i], 1e-16);
        }
    }

    [Fact]
    public void A_target_is_ignored_where_all_terms_ignore_it()
    {
        double[] scores = [1, 0, 0, 2];
        var both = new CrossEntropyLoss(ignoreIndex: -1) + new FocalLoss(ignoreIndex: -1);
        Assert.Equal(both.Evaluate<double>(scores.AsSpan(0, 2), [0]), both.Evaluate<double>(scores, [0, -1]));
        var one = new CrossEntropyLoss(ignoreIndex: -1) + new MultiMarginLoss();
        var error = Assert.Throws<LossException>(() => one.Evaluate<double>(scores, [0, -1]));
        Assert.Equal("target[1] is -1, but must be a class index from 0 to 1: write the index of the class.", error.Message);
    }

    [Fact]
    public void Results_may_lie_over_an_input()
    {
        var expected = new double[2];
        double[] shared = [.. Prediction], values = [.. Target];
        Blend.EvaluateWithValues<double>(Prediction, Target, new double[2], expected);
        Blend.EvaluateWithValues<double>(shared, values, values, shared);
        Assert.Equal(expected, shared);
        Assert.Equal(3.4, values[0], 1e-15);

        double[] scores = [1, 0, 0, 2], gradient = new double[4];
        var classes = new CrossEntropyLoss() + new FocalLoss();
        classes.Evaluate<double>(scores, [0, 0], gradient);
        classes.Evaluate<double>(scores, [0, 0], scores);
        Assert.Equal(gradient, scores);
    }

    [Fact]
    public void Traits_are_those_that_no_term_and_no_factor_spoils()
    {
        Assert.Equal(
            LossTraits.Convex | LossTraits.Symmetric | LossTraits.MinimumAtTarget | LossTraits.NonNegative, Blend.Traits);
        Assert.Equal(LossTraits.Symmetric, (new MseLoss() - new HuberLoss()).Traits);
        Assert.Equal(Domain.UnitInterval, (new MseLoss() + new BceLoss()).Card.Inputs[0].Domain);
    }

    [Fact]
    public void The_laws_hold_for_sums()
    {
        LossLaws.Check(Blend);
        LossLaws.Check((0.5 * new HuberLoss()) + new LogCoshLoss());
        LossLaws.Check(new CrossEntropyLoss() + (0.5 * new MultiMarginLoss()), new() { Seed = 3 });
        LossLaws.Check(new QuantileLoss([0.1, 0.9]) + (2 * new QuantileLoss([0.2, 0.7], Reduction.Mean)));
    }
}
