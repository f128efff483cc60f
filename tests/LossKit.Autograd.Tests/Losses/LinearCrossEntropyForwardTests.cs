namespace LossKit.Tests;

/// <summary>The loss with the last layer inside, as a node: gradients to hidden states, weights and bias.</summary>
public sealed class LinearCrossEntropyForwardTests
{
    private static readonly int[] Target = [0, 3, -100, 1, 3];

    [Fact]
    public void Gradients_are_derivatives_with_and_without_a_bias()
    {
        var loss = new LinearCrossEntropyLoss(labelSmoothing: 0.1, softCap: 2, classWeights: [1, 2, 0.5, 3]);
        Variable hidden = TestData.Signed([5, 3], 1), weights = TestData.Signed([4, 3], 2), bias = TestData.Signed([4], 3);
        Assert.True(GradientCheck.Run(inputs => loss.Forward(inputs[0], inputs[1], Target), [hidden, weights]).IsPassed);
        Assert.True(GradientCheck.Run(inputs => loss.Forward(inputs[0], inputs[1], inputs[2], Target), [hidden, weights, bias]).IsPassed);
    }

    [Fact]
    public void It_is_the_layer_and_the_plain_loss_in_one()
    {
        Variable hidden = TestData.Signed([5, 3], 4), weights = TestData.Signed([4, 3], 5), bias = TestData.Signed([4], 6);
        Variable one = new LinearCrossEntropyLoss().Forward(hidden, weights, bias, Target);
        (one * 0.25f).Backward();
        float[][] fused = [hidden.Gradient.ToArray(), weights.Gradient.ToArray(), bias.Gradient.ToArray()];
        hidden.ZeroGradient();
        weights.ZeroGradient();
        bias.ZeroGradient();
        Variable two = new CrossEntropyLoss().Forward(hidden.Linear(weights, bias), Target);
        (two * 0.25f).Backward();
        Assert.Equal(two.ToScalar(), one.ToScalar(), 1e-6f);
        float[][] plain = [hidden.Gradient.ToArray(), weights.Gradient.ToArray(), bias.Gradient.ToArray()];
        foreach (var (expected, found) in plain.Zip(fused))
        {
            Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-7f));
        }
    }

    [Fact]
    public void What_needs_no_gradient_gets_none()
    {
        Variable hidden = TestData.Signed([5, 3], 7), weights = TestData.Signed([4, 3], 8).Detach();
        new LinearCrossEntropyLoss().Forward(hidden, weights, Target).Backward();
        Assert.True(hidden.HasGradient);
        Assert.False(weights.RequiresGradient);
    }
}
