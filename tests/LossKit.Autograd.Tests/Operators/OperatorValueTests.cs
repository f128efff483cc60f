namespace LossKit.Tests;

/// <summary>Values and gradients worked out by hand, above all where a difference cannot be taken: kinks, ties, extremes.</summary>
public sealed class OperatorValueTests
{
    [Fact]
    public void Broadcast_multiplication_sums_over_the_repetitions()
    {
        Variable x = Parameter([1, 2, 3, 4, 5, 6], [2, 3]), y = Parameter([10, 20, 30], [3]);
        Variable product = x * y;
        Assert.Equal([10, 40, 90, 40, 100, 180], product.ToArray());
        product.Sum().Backward();
        Assert.Equal([10, 20, 30, 10, 20, 30], x.Gradient.ToArray());
        Assert.Equal([5, 7, 9], y.Gradient.ToArray());
    }

    [Fact]
    public void Matrix_product_and_transpose()
    {
        Variable x = Parameter([1, 2, 3, 4], [2, 2]), y = Parameter([5, 6, 7, 8], [2, 2]);
        Assert.Equal([19, 22, 43, 50], x.MatrixMultiply(y).ToArray());
        Assert.Equal([1, 3, 2, 4], x.Transpose().ToArray());
        Assert.Equal([1 * 5 + 2 * 6, 1 * 7 + 2 * 8, 3 * 5 + 4 * 6, 3 * 7 + 4 * 8], x.Linear(y).ToArray());
    }

    [Fact]
    public void Kinks_have_the_gradient_zero_and_ties_are_shared()
    {
        AssertGradient(x => x.Relu(), [-1, 0, 2], [0, 0, 1]);
        AssertGradient(x => x.Abs(), [-1, 0, 2], [-1, 0, 1]);
        AssertGradient(x => x.Clamp(-1, 1), [-2, -1, 0, 1, 2], [0, 0, 1, 0, 0]);
        AssertGradient(x => x.Max(), [3, 1, 3], [0.5f, 0, 0.5f]);
        AssertGradient(x => x.Min(0), [1, 1, 1, 1], [0.25f, 0.25f, 0.25f, 0.25f]);
        Variable left = Parameter([1, 2, 3], [3]), right = Parameter([2, 2, 2], [3]);
        Variable.Max(left, right).Sum().Backward();
        Assert.Equal([0, 0.5f, 1], left.Gradient.ToArray());
        Assert.Equal([1, 0.5f, 0], right.Gradient.ToArray());
    }

    [Fact]
    public void A_distance_of_zero_has_the_gradient_zero()
    {
        Variable x = Parameter([1, 2, 3, 7], [2, 2]), y = Parameter([1, 2, 0, 3], [2, 2]);
        Variable distance = Variable.PairwiseDistance(x, y);
        Assert.Equal([0, 5], distance.ToArray());
        distance.Sum().Backward();
        Assert.Equal([0, 0, 0.6f, 0.8f], x.Gradient.ToArray());
        Assert.Equal([0, 0, -0.6f, -0.8f], y.Gradient.ToArray());
    }

    [Fact]
    public void Normalising_almost_nothing_divides_by_a_constant()
    {
        Variable x = Parameter([0, 0, 3, 4], [2, 2]);
        Variable unit = x.Normalise();
        Assert.Equal([0, 0, 0.6f, 0.8f], unit.ToArray());
        (unit * Variable.Constant([1, 0, 1, 0], [2, 2])).Sum().Backward();

        // Row 0: 1/1e-12. Row 1: (g − u·(u·g)) / 5 with g = (1, 0), u = (0.6, 0.8).
        Assert.Equal(1e12f, x.Gradient[0], 1e6f);
        Assert.Equal(0, x.Gradient[1]);
        Assert.Equal(0.128f, x.Gradient[2], 1e-6f);
        Assert.Equal(-0.096f, x.Gradient[3], 1e-6f);
    }

    [Fact]
    public void Log_softmax_is_right_at_any_size_of_logits()
    {
        Variable x = Parameter([1000, 1000, -1000, 0, 0, 0], [2, 3]);
        float[] actual = x.LogSoftmax().ToArray();
        float half = MathF.Log(0.5f), third = MathF.Log(1f / 3);
        Assert.Equal([half, half, -2000 + half], actual[..3]);
        Assert.All(actual[3..], value => Assert.Equal(third, value, 1e-7f));
    }

    [Theory]
    [InlineData(0f, 0.6931471805599453, 0.5)]
    [InlineData(100f, 100, 1)]
    [InlineData(1e30f, 1e30, 1)]
    [InlineData(-20f, 2.0611536181902037e-9, 2.0611536181902037e-9)]
    [InlineData(-80f, 1.8048513878454153e-35, 1.8048513878454153e-35)]
    public void Softplus_is_accurate_at_any_size(float x, double value, double slope)
    {
        // ln(1+eˣ) and 1/(1+e⁻ˣ), worked out with 50 digits.
        Variable input = Parameter([x], [1]);
        Variable result = input.Softplus();
        Assert.Equal(value, result.Values[0], Math.Abs(value) * 2e-7);
        result.Sum().Backward();
        Assert.Equal(slope, input.Gradient[0], slope * 1e-6);
    }

    [Fact]
    public void A_branch_not_taken_has_no_influence()
    {
        Variable x = Parameter([-1, 4], [2]);
        Variable root = Variable.Where(x > 0f, x.Sqrt(), x);
        Assert.Equal([-1, 2], root.ToArray());
        Variable.Where(x > 0f, x * 3, Variable.Constant(float.NaN)).Gather([1], 0).Sum().Backward();
        Assert.Equal([0, 3], x.Gradient.ToArray());
    }

    [Fact]
    public void Comparisons_are_masks_without_gradient()
    {
        Variable x = Parameter([1, 2, 3], [3]);
        Assert.Equal([0, 0, 1], (x > 2f).ToArray());
        Assert.Equal([1, 0, 0], (x < 2f).ToArray());
        Assert.Equal([0, 1, 1], (x >= 2f).ToArray());
        Assert.Equal([1, 1, 0], (x <= 2f).ToArray());
        Assert.False((x > 2f).RequiresGradient);
    }

    [Fact]
    public void A_long_sum_keeps_its_digits()
    {
        // One million times float 0.1 = 0.100000001490116…: a running float sum would be off in the third digit.
        var values = new float[1_000_000];
        Array.Fill(values, 0.1f);
        Assert.Equal(100000f, Variable.Constant(values, [1000, 1000]).Sum().ToScalar(), 0.01f);
        Assert.Equal(0.1f, Variable.Constant(values, [1000, 1000]).Mean().ToScalar(), 1e-7f);
    }

    [Fact]
    public void Gathering_a_row_twice_adds_its_gradient_twice()
    {
        Variable x = Parameter([1, 2, 3, 4], [2, 2]);
        Variable rows = x.IndexRows([1, 1, 0]);
        Assert.Equal([3, 4, 3, 4, 1, 2], rows.ToArray());
        rows.Sum().Backward();
        Assert.Equal([1, 1, 2, 2], x.Gradient.ToArray());
    }

    [Fact]
    public void Nothing_sums_to_zero()
    {
        Variable empty = Parameter([], [0, 3]);
        Assert.Equal(0, empty.Sum().ToScalar());
        Assert.Equal(0, empty.Mean().ToScalar());
        Assert.Equal([0, 0, 0], empty.Sum(0).ToArray());
        Assert.Throws<InvalidOperationException>(() => Parameter([], [0]).Max());
    }

    private static void AssertGradient(Func<Variable, Variable> function, float[] values, float[] expected)
    {
        Variable x = Parameter(values, [values.Length]);
        function(x).Sum().Backward();
        Assert.Equal(expected, x.Gradient.ToArray());
    }

    private static Variable Parameter(float[] values, Shape shape) => Variable.Parameter(values, shape);
}
