namespace LossKit.Tests;

public sealed class GradientCheckTests
{
    [Fact]
    public void It_catches_errors_and_names_the_worst_element_with_both_numbers()
    {
        // x·x with one factor detached has the value x² and the gradient x: half of what it should be, worst at x = 5.
        Variable x = Variable.Parameter([1, -2, 5, 3], [2, 2]);
        GradientCheckResult result = GradientCheck.Run(inputs => inputs[0] * inputs[0].Detach(), [x]);
        Assert.False(result.IsPassed);
        Assert.Equal(0, result.Input);
        Assert.Equal([1, 0], result.Index);
        Assert.Equal(result.Difference, 2 * result.Backward, 1e-3);
        Assert.StartsWith("The gradient check FAILED (4 elements); worst: input 0[1, 0], backward ", result.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.01f)]
    [InlineData(0.99f)]
    [InlineData(-1f)]
    [InlineData(0f)]
    [InlineData(float.NaN)]
    public void It_catches_a_gradient_that_is_off_by_a_factor(float factor)
    {
        // The gradient of y is factor · eˣ; its value is eˣ + (factor − factor)·…, that is, unchanged.
        Variable x = TestData.Signed([5]);
        GradientCheckResult result = GradientCheck.Run(
            inputs =>
            {
                Variable exp = inputs[0].Exp();
                return (exp * factor) - (exp * factor).Detach() + exp.Detach();
            },
            [x]);
        Assert.False(result.IsPassed, result.ToString());
    }

    [Fact]
    public void It_catches_an_error_in_a_single_element()
    {
        Variable x = TestData.Signed([40]);
        var mask = new float[40];
        mask[17] = 0.02f;
        GradientCheckResult result = GradientCheck.Run(
            inputs =>
            {
                Variable extra = inputs[0] * Variable.Constant(mask, [40]);
                return inputs[0].Tanh() + extra - extra.Detach();
            },
            [x]);
        Assert.False(result.IsPassed);
        Assert.Equal([17], result.Index);
    }

    [Fact]
    public void It_passes_what_is_right_says_so_and_leaves_the_point_alone()
    {
        Variable x = TestData.Signed([6]);
        float[] before = x.ToArray();
        GradientCheckResult result = GradientCheck.Run(inputs => inputs[0].Exp().Sum(), [x]);
        Assert.True(result.IsPassed);
        Assert.StartsWith("The gradient check passed (6 elements); worst: input 0[", result.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, x.ToArray());
    }

    [Fact]
    public void It_wants_parameters()
    {
        Assert.Throws<ArgumentException>(() => GradientCheck.Run(inputs => inputs[0], [Variable.Constant(1)]));
    }
}
