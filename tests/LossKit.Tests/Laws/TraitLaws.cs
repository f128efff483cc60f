namespace LossKit.Tests;

/// <summary>What a loss claims of itself holds on samples.</summary>
public sealed class TraitLaws
{
    private const int Rows = 60;
    private const int Width = 5;
    private const double Rounding = 1e-12;
    private static readonly double[] Scales = [0.01, 0.1, 1, 10, 100, 1000];

    public static TheoryData<string> Convex => LossCases.Claiming(LossTraits.Convex);

    public static TheoryData<string> Symmetric => LossCases.Claiming(LossTraits.Symmetric);

    public static TheoryData<string> MinimumAtTarget => LossCases.Claiming(LossTraits.MinimumAtTarget);

    public static TheoryData<string> BoundedGradient => LossCases.Claiming(LossTraits.BoundedGradient);

    public static TheoryData<string> NonNegative => LossCases.Claiming(LossTraits.NonNegative);

    [Theory]
    [MemberData(nameof(Convex))]
    public void Convex_losses_lie_below_their_chords(string name)
    {
        var @case = LossCases.Find(name);
        foreach (var scale in ScalesOf(@case))
        {
            var inputs = @case.Sample(Rows, Width, seed: 121);
            var other = @case.Sample(Rows, Width, seed: 122)["prediction"].Values;
            var left = Values(@case, Scaled(inputs, scale));
            var right = Values(@case, Scaled(inputs.With("prediction", (i, _) => other[i]), scale));
            var middle = Values(@case, Scaled(inputs.With("prediction", (i, value) => (value + other[i]) / 2), scale));
            for (var i = 0; i < middle.Length; i++)
            {
                var chord = (left[i] + right[i]) / 2;
                Assert.True(
                    middle[i] <= chord + (Rounding * (Math.Abs(left[i]) + Math.Abs(right[i]))),
                    $"{name} at scale {scale}: {middle[i]} in the middle of {left[i]} and {right[i]}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Symmetric))]
    public void Symmetric_losses_do_not_see_the_sign_of_the_error(string name)
    {
        var @case = LossCases.Find(name);

        // Multiples of 1/64 are mirrored at the target without rounding.
        var inputs = @case.Sample(Rows, Width, seed: 123)
            .With("prediction", (_, value) => Math.Round(64 * value) / 64)
            .With("target", (_, value) => Math.Round(64 * value) / 64);
        var targets = inputs["target"].Values;
        var columns = inputs["prediction"].Values.Length / targets.Length;
        var answer = @case.Evaluate(inputs);
        var mirrored = @case.Evaluate(inputs.With("prediction", (i, value) => (2 * targets[i / columns]) - value));
        Bits.Same(answer.Value.Values, mirrored.Value.Values, $"{name}: value");
        Assert.Equal(answer.Gradients!["prediction"].Values.Select(gradient => -gradient), mirrored.Gradients!["prediction"].Values);
    }

    [Theory]
    [MemberData(nameof(MinimumAtTarget))]
    public void Predicting_the_target_costs_least(string name)
    {
        var @case = LossCases.Find(name);
        var inputs = @case.Sample(Rows, Width, seed: 124);
        var targets = inputs["target"].Values;
        var columns = inputs["prediction"].Values.Length / targets.Length;
        var exact = inputs.With("prediction", (i, _) => targets[i / columns]);
        var least = @case.Evaluate(exact, Reduction.None);
        Assert.All(least.Gradients!["prediction"].Values, gradient => Assert.Equal(0, gradient));
        var found = Values(@case, inputs);
        for (var i = 0; i < found.Length; i++)
        {
            Assert.True(least.Value.Values[i] <= found[i], $"{name}: {least.Value.Values[i]} at the target, {found[i]} elsewhere");
        }
    }

    [Theory]
    [MemberData(nameof(BoundedGradient))]
    public void Bounded_gradients_grow_no_more_with_the_predictions(string name)
    {
        var @case = LossCases.Find(name);

        // Losses that turn linear slowly have come within rounding of their slope by then.
        const double Far = 1e6;
        var near = ScalesOf(@case).Append(Far).Max(scale => Steepest(@case, scale));
        Assert.True(near > 0);
        foreach (var scale in (double[])[1e9, 1e12])
        {
            Assert.True(Steepest(@case, scale) <= near * (1 + 1e-6), $"{name}: {Steepest(@case, scale)} at scale {scale}, {near} before");
        }
    }

    [Theory]
    [MemberData(nameof(NonNegative))]
    public void Losses_that_are_not_negative_are_not_negative(string name)
    {
        var @case = LossCases.Find(name);
        foreach (var scale in ScalesOf(@case))
        {
            Assert.All(Values(@case, Scaled(@case.Sample(Rows, Width, seed: 125), scale)), value => Assert.True(value >= 0, $"{name}: {value}"));
        }
    }

    // Scaling leaves a bounded domain.
    private static double[] ScalesOf(LossCase @case) => @case.Card.Inputs[0].Domain.IsUnbounded ? Scales : [1];

    private static Dictionary<string, NamedArray> Scaled(Dictionary<string, NamedArray> inputs, double scale) =>
        inputs.With("prediction", (_, value) => value * scale);

    private static double[] Values(LossCase @case, Dictionary<string, NamedArray> inputs) =>
        @case.Evaluate(inputs, Reduction.None, wanted: Answers.Value).Value.Values;

    private static double Steepest(LossCase @case, double scale) =>
        @case.Evaluate(Scaled(@case.Sample(Rows, Width, seed: 126), scale), Reduction.Sum).Gradients!["prediction"].Values.Max(Math.Abs);
}
