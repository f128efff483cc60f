namespace LossKit.Tests;

/// <summary>
/// A logit of −∞ is a class that is not there; a row with +∞, or with nothing but −∞, has no softmax.
/// </summary>
public sealed class MaskedClassLaws
{
    private const int Rows = 11;
    private const int Classes = 5;
    private const int Masked = 4;

    public static TheoryData<string> Softmax => LossCases.Where(IsSoftmax);

    public static TheoryData<string> SoftmaxOfIndices => LossCases.Where(@case => IsSoftmax(@case) && @case.Form == InputForm.ClassIndices);

    public static TheoryData<string> Unsmoothed =>
        LossCases.Where(@case => IsSoftmax(@case) && !@case.Options.Contains("smoothing", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Unsmoothed))]
    public void A_masked_class_is_like_one_with_no_probability_left(string name)
    {
        var @case = LossCases.Find(name);
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var inputs = WithoutTarget(@case, Masked);
            var masked = @case.Evaluate(Score(@case, inputs, Masked, double.NegativeInfinity), precision: precision);
            var vanishing = @case.Evaluate(Score(@case, inputs, Masked, -1e6), precision: precision);
            Assert.True(double.IsFinite(masked.Value.Values[0]));
            Assert.Equal(vanishing.Value.Values, masked.Value.Values);
            Assert.Equal(vanishing.Gradients!["prediction"].Values, masked.Gradients!["prediction"].Values);
            Assert.All(masked.Gradients!["prediction"].Values.Where((_, i) => ClassOf(@case, i) == Masked), gradient => Assert.Equal(0, gradient));
        }
    }

    [Theory]
    [MemberData(nameof(SoftmaxOfIndices))]
    public void A_masked_target_costs_what_no_probability_costs_and_pulls_nothing(string name)
    {
        var @case = LossCases.Find(name);
        var inputs = @case.Sample(Rows, Classes, seed: 111).With("target", (_, _) => Masked);
        var answer = @case.Evaluate(Score(@case, inputs, Masked, double.NegativeInfinity));
        Assert.Equal(CostOfNoProbability(@case), answer.Value.Values[0], 1e-12);
        for (var i = 0; i < answer.Gradients!["prediction"].Values.Length; i++)
        {
            var gradient = answer.Gradients!["prediction"].Values[i];
            Assert.True(ClassOf(@case, i) == Masked ? gradient == 0 : double.IsFinite(gradient), $"{name}: gradient[{i}] is {gradient}");
        }
    }

    [Theory]
    [MemberData(nameof(Softmax))]
    public void A_row_with_infinity_or_without_any_class_is_undefined(string name)
    {
        var @case = LossCases.Find(name);
        var positions = Math.Max(1, @case.Positions);
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var inputs = WithoutTarget(@case, Masked);
            var plain = @case.Evaluate(inputs, precision: precision).Gradients!["prediction"].Values;
            Check(inputs.With("prediction", 0, double.PositiveInfinity));
            Check(inputs.With("prediction", (i, score) => IsFirstRow(i) ? double.NegativeInfinity : score));

            void Check(Dictionary<string, NamedArray> changed)
            {
                var answer = @case.Evaluate(changed, precision: precision);
                Assert.True(double.IsNaN(answer.Value.Values[0]));
                for (var i = 0; i < plain.Length; i++)
                {
                    var gradient = answer.Gradients!["prediction"].Values[i];
                    Assert.True(IsFirstRow(i) ? double.IsNaN(gradient) : gradient.Equals(plain[i]), $"{name}: gradient[{i}] is {gradient}");
                }
            }
        }

        bool IsFirstRow(int index) => index < Classes * positions && index % positions == 0;
    }

    // Generalized cross-entropy is bounded, which is its purpose: the true class without any probability costs 1/q.
    private static double CostOfNoProbability(LossCase @case) =>
        @case.Make() is GeneralizedCrossEntropyLoss { Q: > 0 } bounded ? 1 / bounded.Q : double.PositiveInfinity;

    private static bool IsSoftmax(LossCase @case) => @case.IsByClass && @case.Card.Inputs[0].Shape.Contains("logits", StringComparison.Ordinal);

    private static int ClassOf(LossCase @case, int index) => index / Math.Max(1, @case.Positions) % Classes;

    private static Dictionary<string, NamedArray> Score(LossCase @case, Dictionary<string, NamedArray> inputs, int label, double score) =>
        inputs.With("prediction", (i, old) => ClassOf(@case, i) == label ? score : old);

    // Targets that count (not ignored) and are other classes than this one.
    private static Dictionary<string, NamedArray> WithoutTarget(LossCase @case, int label)
    {
        var inputs = @case.Sample(Rows, Classes, seed: 112);
        return @case.Form == InputForm.ClassIndices
            ? inputs.With("target", (i, _) => i % 2 == 0 ? 0 : 3)
            : inputs.With("target", (i, target) => ClassOf(@case, i) == label ? 0 : target);
    }
}
