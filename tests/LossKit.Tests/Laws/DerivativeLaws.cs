namespace LossKit.Tests;

/// <summary>
/// The gradient is the derivative of the value, and the Hessian the derivative of the gradient: central differences of fourth
/// order in double.
/// </summary>
/// <remarks>
/// An element within two steps of a kink is told by differences that change with the step, and is left out; at least four of five
/// must be left.
/// </remarks>
public sealed class DerivativeLaws
{
    // The error is about h⁴·f⁗′/30 + 1e-16·f/h: with this step below 1e-9 even for ln p at p = 1/16.
    private const double Step = 2e-4;
    private const double Tolerance = 1e-7;
    private const double LeastShareChecked = 0.8;

    /// <summary>Gets all cases but those whose gradient holds a factor of the value constant, as their papers have it: they have tests of their own.</summary>
    public static TheoryData<string> WithPlainGradients => LossCases.Where(@case => @case.Card.Id is not "circle");

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
        var isChecked = 0;
        for (var i = 0; i < derivatives.Length; i++)
        {
            var index = i;
            var wide = Difference(number => function(index, number), numbers[i], Step);
            var narrow = Difference(number => function(index, number), numbers[i], Step / 2);
            var error = Tolerance * (1 + Math.Abs(narrow));
            if (Math.Abs(wide - narrow) > error)
            {
                continue;
            }

            Bits.Close(narrow, derivatives[i], error, $"{what}[{i}]");
            isChecked++;
        }

        Assert.True(isChecked >= LeastShareChecked * derivatives.Length, $"{what}: only {isChecked} of {derivatives.Length} are away from kinks");
    }

    private static double Difference(Func<double, double> function, double at, double step) =>
        ((8 * (function(at + step) - function(at - step))) - (function(at + (2 * step)) - function(at - (2 * step)))) / (12 * step);
}
