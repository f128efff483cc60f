namespace LossKit.Tests;

/// <summary>A masked element or row is as if it were not there, whatever it holds; with all masked, everything is 0.</summary>
public sealed class MaskLaws
{
    private const int Rows = 103;
    private const int Classes = 5;

    public static TheoryData<string> Matched => LossCases.Where(@case => @case.Make() is MatchedLoss && @case.Weighting != InputRole.ClassWeight);

    public static TheoryData<string> ByIndex => LossCases.Where(@case => @case.Form == InputForm.ClassIndices && @case.Positions == 0);

    private static bool[] Mask { get; } = [.. Enumerable.Range(0, Rows).Select(i => i % 3 != 1)];

    [Theory]
    [MemberData(nameof(Matched))]
    public void A_masked_element_is_as_if_it_were_not_there(string name)
    {
        var @case = LossCases.Find(name);
        var loss = (MatchedLoss)@case.Make();
        var inputs = new TypedInputs<double>(@case, @case.Sample(Rows, 1, seed: 311));
        var share = loss.PredictionsPerTarget;
        var predictions = Keep(inputs.Prediction.Span, share);
        var expected = new double[predictions.Length];
        var value = loss.Evaluate<double>(
            predictions, Keep(inputs.Target.Span, 1), expected, weight: Keep(inputs.Weight.Span, share));
        foreach (var poison in (double[])[double.NaN, double.PositiveInfinity, -1e300])
        {
            var gradient = new double[inputs.Prediction.Length];
            var found = loss.Evaluate<double>(
                Poison(inputs.Prediction.Span, share, poison), Poison(inputs.Target.Span, 1, poison), gradient, weight: inputs.Weight.Span, mask: Mask);
            Bits.Close(value, found, 1e-14 * Math.Abs(value), $"{name}: value");
            Close(expected, Keep(gradient, share), $"{name}: gradient");
            Assert.Equal(expected.Count(double.IsNormal), gradient.Count(double.IsNormal));
        }

        var nothing = new double[inputs.Prediction.Length];
        Assert.Equal(0, loss.Evaluate(inputs.Prediction.Span, inputs.Target.Span, nothing.AsSpan(), mask: new bool[Rows]));
        Assert.All(nothing, number => Assert.Equal(0, number));
    }

    [Theory]
    [MemberData(nameof(ByIndex))]
    public void A_masked_row_is_as_if_it_were_not_there(string name)
    {
        var @case = LossCases.Find(name);
        var sample = @case.Sample(Rows, Classes, seed: 312);
        var loss = (ClassLoss)@case.Make(sample);
        var inputs = new TypedInputs<double>(@case, sample);
        var targets = inputs.Indices.ToArray().Where((_, row) => Mask[row]).ToArray();
        var scores = Keep(inputs.Prediction.Span, Classes);
        double[] expected = new double[scores.Length], gradient = new double[inputs.Prediction.Length], values = new double[Rows];
        var value = loss.Evaluate<double>(scores, targets, expected);
        int[] poisoned = [.. inputs.Indices.ToArray().Select((target, row) => Mask[row] ? target : int.MaxValue)];
        var found = loss.EvaluateWithValues<double>(
            Poison(inputs.Prediction.Span, Classes, double.NaN), new(Rows, Classes), poisoned, values, gradient, mask: Mask);
        Bits.Close(value, found, 1e-14 * Math.Abs(value), $"{name}: value");
        Close(expected, Keep(gradient, Classes), $"{name}: gradient");
        Assert.Equal(expected.Count(double.IsNormal), gradient.Count(double.IsNormal));
        Assert.All(values.Where((_, row) => !Mask[row]), number => Assert.Equal(0, number));
        Assert.Equal(0, loss.Evaluate(inputs.Prediction.Span, poisoned, gradient.AsSpan(), mask: new bool[Rows]));
        Assert.All(gradient, number => Assert.Equal(0, number));
    }

    [Fact]
    public void A_mask_has_one_place_for_each_target()
    {
        var matched = Assert.Throws<LossException>(() => new MseLoss().Evaluate<float>([1, 2], [1, 2], mask: [true]));
        Assert.Equal("mask has 1 elements, but must have 2, one for each target.", matched.Message);
        var classes = Assert.Throws<LossException>(() => new CrossEntropyLoss().Evaluate<float>([1, 2], [1], mask: [true, false]));
        Assert.Equal("mask has 2 elements, but must have 1, one for each row.", classes.Message);
    }

    // The divisor is the same, so elements have the same bits; rmse has a slope of the whole, whose sum runs in other blocks.
    private static void Close(double[] expected, double[] found, string what)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            Bits.Close(expected[i], found[i], 1e-14 * Math.Abs(expected[i]), $"{what}[{i}]");
        }
    }

    private static double[] Keep(ReadOnlySpan<double> numbers, int share) =>
        [.. numbers.ToArray().Where((_, index) => Mask[index / share])];

    private static double[] Poison(ReadOnlySpan<double> numbers, int share, double poison) =>
        [.. numbers.ToArray().Select((number, index) => Mask[index / share] ? number : poison)];
}
