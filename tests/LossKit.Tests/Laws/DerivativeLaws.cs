namespace LossKit.Tests;

/// <summary>
/// The gradient is the derivative of the value, and the Hessian the derivative of the gradient: central differences of fourth
/// order in double.
/// </summary>
public sealed class DerivativeLaws
{
    /// <summary>Gets all cases but those whose gradient holds a factor of the value constant, as their papers have it: they have tests of their own.</summary>
    public static TheoryData<string> WithPlainGradients => LossCases.Where(@case => @case.Card.Id is not ("ciou" or "circle"));

    [Theory]
    [MemberData(nameof(WithPlainGradients))]
    public void Gradient_is_the_derivative_of_the_value(string name)
    {
        var @case = LossCases.Find(name);
        foreach (var (rows, width, seed) in Sizes)
        {
            var inputs = @case.Sample(rows, width, seed);
            var gradients = @case.Evaluate(inputs).Gradients!;
            foreach (var (input, gradient) in gradients)
            {
                Check(gradient.Values, $"{name}: gradient of {input}", inputs[input].Values, (index, number) =>
                    @case.Evaluate(inputs.With(input, index, number), wanted: Answers.Value).Value.Values[0]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(LossCases.WithHessian), MemberType = typeof(LossCases))]
    public void Hessian_is_the_derivative_of_the_gradient(string name)
    {
        var @case = LossCases.Find(name);
        foreach (var (rows, width, seed) in Sizes)
        {
            var inputs = @case.Sample(rows, width, seed);
            var hessian = @case.Evaluate(inputs).Hessian!;
            foreach (var (input, second) in hessian)
            {
                Check(second.Values, $"{name}: hessian of {input}", inputs[input].Values, (index, number) =>
                    @case.Evaluate(inputs.With(input, index, number)).Gradients![input].Values[index]);
            }
        }
    }

    private static (int Rows, int Width, int Seed)[] Sizes => [(7, 5, 11), (16, 2, 12)];

    private static void Check(double[] derivatives, string what, double[] numbers, Func<int, double, double> function)
    {
        var finding = Differences.Compare(derivatives, numbers, function);
        Assert.True(
            finding.Off.Count == 0,
            string.Join('\n', finding.Off.Select(off => $"{what}[{off.Index}] is {derivatives[off.Index]:R}, but must be {off.Expected:R}")));
        Assert.True(finding.IsEnough, $"{what}: only {finding.Checked} of {derivatives.Length} are away from kinks");
    }
}
