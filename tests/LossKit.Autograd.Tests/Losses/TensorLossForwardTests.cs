namespace LossKit.Tests;

/// <summary>Every loss of several arrays as a node: value and gradients are those of the loss, reduced and unreduced.</summary>
public sealed class TensorLossForwardTests
{
    private const int Rows = 6;
    private const int Width = 4;

    public static TheoryData<string> Unreduced =>
        LossCases.Where(@case => @case.Form == InputForm.Tensors && @case.Card.Reductions.Contains(Reduction.None));

    [Theory]
    [MemberData(nameof(LossCases.Tensors), MemberType = typeof(LossCases))]
    public void A_node_gives_the_value_and_the_gradients_of_its_loss(string name)
    {
        var @case = LossCases.Find(name);
        var inputs = TensorSamples.Sample(@case, Rows, Width, seed: 4);
        var expected = @case.Evaluate(inputs, precision: Precision.Single);
        Variable[] variables = Variables(@case, inputs);
        Variable loss = ((TensorLoss)@case.Make()).Forward(variables);
        Assert.Equal(expected.Value.Values[0], loss.ToScalar());
        loss.Backward();
        foreach (var (input, variable) in @case.Card.Inputs.Zip(variables).Where(pair => pair.Second.RequiresGradient))
        {
            Assert.Equal(expected.Gradients![input.Name].Values, variable.Gradient.ToArray().Select(number => (double)number));
        }
    }

    [Theory]
    [MemberData(nameof(Unreduced))]
    public void What_comes_from_above_reaches_each_single_loss(string name)
    {
        var @case = LossCases.Find(name);
        var inputs = TensorSamples.Sample(@case, Rows, Width, seed: 6);
        Variable[] variables = Variables(@case, inputs);
        Variable each = ((TensorLoss)@case.Make(Reduction.None)).Forward(variables);
        float[] above = [.. Enumerable.Range(0, each.Length).Select(i => 0.5f + (0.25f * (i % 4)))];
        (each * Variable.Constant(above, each.Shape)).Sum().Backward();

        var face = new TensorFace<float>((TensorLoss)@case.Make(Reduction.Sum), inputs);
        face.Evaluate(weight: above);
        foreach (var (gradient, variable) in face.Gradients.Zip(variables).Where(pair => pair.Second.RequiresGradient))
        {
            Assert.Equal(gradient.ToArray(), variable.Gradient.ToArray());
        }
    }

    [Fact]
    public void A_gradient_that_the_loss_does_not_compute_is_an_error()
    {
        Variable x = TestData.Signed([3], 1), labels = TestData.Signed([3], 2);
        var error = Assert.Throws<ArgumentException>(() => new MarginRankingLoss().Forward(x, x, labels));
        Assert.StartsWith(
            "label requires a gradient, which margin-ranking does not compute; pass label.Detach().", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_may_be_whole_numbers()
    {
        Variable x1 = TestData.Signed([3], 1), x2 = TestData.Signed([3], 2);
        Assert.True(GradientCheck.Run(inputs => new MarginRankingLoss(margin: 5).Forward(inputs[0], inputs[1], [1, -1, 1]), [x1, x2]).IsPassed);
    }

    [Fact]
    public void Sequences_take_their_labels_and_lengths_as_whole_numbers()
    {
        Variable logits = TestData.Signed([5, 2, 4], 3);
        var loss = new CtcLoss();
        Assert.True(GradientCheck.Run(inputs => loss.Forward(inputs[0], [1, 2, 3, 3], [5, 4], [2, 2]), [logits]).IsPassed);
        var error = Assert.Throws<ArgumentException>(() => loss.Forward(logits, [1, 2, 3], [5, 4], [2, 1]));
        Assert.StartsWith(
            "3 labels are no rows of one length for 2 inputs: pad shorter targets behind their last label.", error.Message, StringComparison.Ordinal);
    }

    private static Variable[] Variables(LossCase @case, Dictionary<string, NamedArray> inputs) =>
        [.. @case.Card.Arguments.Select(input => Make(input, inputs[input.Name]))];

    private static Variable Make(LossInput input, NamedArray array)
    {
        float[] values = Array.ConvertAll(array.Values, number => (float)number);
        return input.Role == InputRole.Differentiable ? Variable.Parameter(values, new Shape(array.Shape)) : Variable.Constant(values, new Shape(array.Shape));
    }
}
