namespace LossKit.Tests;

public sealed class LossForwardTests
{
    private static readonly Variable Prediction = TestData.Signed([4, 3], 1);
    private static readonly Variable Target = Variable.Constant(TestData.Grid([4, 3]).Values, [4, 3]);

    [Fact]
    public void A_fused_loss_equals_the_one_composed_from_operators()
    {
        Variable composed = TestData.Signed([4, 3], 1), fused = TestData.Signed([4, 3], 1);
        Variable error = composed - Target;
        Variable over = Variable.Where(error > 0f, error.Pow(2) * 2, error.Pow(2)).Mean() * 3;
        Variable builtIn = new AsymmetricMseLoss(overPenalty: 2, underPenalty: 1).Forward(fused, Target) * 3;
        Assert.Equal(over.ToScalar(), builtIn.ToScalar(), 1e-6f);
        over.Backward();
        builtIn.Backward();
        for (int i = 0; i < fused.Length; i++)
        {
            Assert.Equal(composed.Gradient[i], fused.Gradient[i], 1e-6f);
        }
    }

    [Fact]
    public void Losses_pass_the_gradient_check_in_every_reduction()
    {
        foreach (Reduction reduction in (Reduction[])[Reduction.Mean, Reduction.Sum, Reduction.None])
        {
            AssertRight(inputs => new MseLoss(reduction).Forward(inputs[0], Target), [Prediction]);
            AssertRight(inputs => new MseLoss(reduction).Forward(inputs[0], Target.Values, Weights()), [Prediction]);
            AssertRight(inputs => new LogCoshLoss(reduction).Forward(inputs[0].Exp(), Target) * 2, [Prediction]);
            AssertRight(inputs => new CrossEntropyLoss(reduction: reduction).Forward(inputs[0], [2, 0, 1, 1]), [Prediction]);
            AssertRight(
                inputs => new CrossEntropyLoss(reduction: reduction).Forward(inputs[0].Reshape([2, 3, 2]), [2, 0, 1, 1]), [Prediction]);
            AssertRight(
                inputs => new GaussianNllLoss(reduction: reduction).Forward(inputs[0], Target, inputs[1]), [Prediction, TestData.Positive([4, 3])]);
            AssertRight(
                inputs => new MultiLabelSoftMarginLoss(reduction: reduction).Forward(inputs[0], (Target > 0f)), [Prediction]);
        }

        AssertRight(inputs => new CrossEntropyLoss().Forward(inputs[0], Target.LogSoftmax().Exp()), [Prediction]);
    }

    [Fact]
    public void Several_quantiles_have_one_target()
    {
        float[] targets = [0.05f, -0.07f, 0.02f, 0.03f];
        foreach (Reduction reduction in (Reduction[])[Reduction.Mean, Reduction.None])
        {
            var loss = new QuantileLoss([0.1, 0.5, 0.9], reduction);
            AssertRight(inputs => loss.Forward(inputs[0], targets), [Prediction]);
            AssertRight(inputs => loss.Forward(inputs[0], Variable.Constant(targets, [4])), [Prediction]);
        }
    }

    [Fact]
    public void A_weighted_sum_of_losses_is_a_loss()
    {
        AssertRight(inputs => (0.3f * new MseLoss().Forward(inputs[0], Target)) + (2 * new LogCoshLoss().Forward(inputs[0], Target)), [Prediction]);
    }

    [Fact]
    public void Without_gradients_the_value_is_the_same_and_nothing_is_recorded()
    {
        float recorded = new MseLoss().Forward(Prediction, Target).ToScalar();
        using (NoGradientScope.Begin())
        {
            Variable loss = new MseLoss().Forward(Prediction, Target);
            Assert.False(loss.RequiresGradient);
            Assert.Equal(recorded, loss.ToScalar());
        }
    }

    [Fact]
    public void Nothing_is_broadcast_and_targets_get_no_gradient()
    {
        Variable column = Variable.Constant(new float[4], [4, 1]), flat = Variable.Constant(new float[4], [4]);
        var exception = Assert.Throws<ArgumentException>(() => new MseLoss().Forward(column, flat));
        Assert.StartsWith(
            "The target has the shape [4], but the prediction asks for [4, 1]; reshape one of them, nothing is broadcast.",
            exception.Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new MseLoss().Forward(column, TestData.Signed([4, 1])));
        Assert.Throws<ArgumentException>(() => new CrossEntropyLoss().Forward(flat, [0]));
        Assert.Throws<ArgumentException>(() => new GaussianNllLoss().Forward(column, column, flat));
    }

    private static float[] Weights() => TestData.Positive([4, 3], 3).ToArray();

    private static void AssertRight(VariableFunction function, Variable[] inputs)
    {
        GradientCheckResult result = GradientCheck.Run(function, inputs);
        Assert.True(result.IsPassed, result.ToString());
    }
}
