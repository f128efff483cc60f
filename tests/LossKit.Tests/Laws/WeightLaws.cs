namespace LossKit.Tests;

/// <summary>Weights of one change nothing, a weight of zero or an ignored target removes, and nothing to average is 0.</summary>
public sealed class WeightLaws
{
    public static TheoryData<string> WithClassWeights => LossCases.Where(@case => @case.Weighting == InputRole.ClassWeight);

    [Theory]
    [MemberData(nameof(LossCases.WithWeights), MemberType = typeof(LossCases))]
    public void Weights_of_one_are_like_none(string name)
    {
        var @case = LossCases.Find(name);
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var inputs = @case.Sample(333, 5, seed: 61).With("weight", (_, _) => 1);
            var weighted = @case.Evaluate(inputs, precision: precision);
            inputs.Remove("weight");
            Bits.Same(@case.Evaluate(inputs, precision: precision), weighted, name);
        }
    }

    [Theory]
    [MemberData(nameof(WithClassWeights))]
    public void Class_weights_of_one_are_like_none(string name)
    {
        var @case = LossCases.Find(name);

        // Class weights take the place of alpha, so that none of both is what ones are like.
        var hasAlpha = @case.Card.Options.Any(option => option.Name == "alpha");
        var options = @case.Options.Split(':').Where(pair => !pair.StartsWith("alpha=", StringComparison.Ordinal));
        var plain = hasAlpha ? @case with { Options = string.Join(':', [.. options, "alpha=null"]) } : @case;
        var classWeight = @case.Card.Inputs.Single(input => input.Role == InputRole.ClassWeight).Name;
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var inputs = @case.Sample(333, 5, seed: 62).With(classWeight, (_, _) => 1);
            var weighted = @case.Evaluate(inputs, precision: precision);
            inputs.Remove(classWeight);
            Bits.Same(plain.Evaluate(inputs, precision: precision), weighted, name);
        }
    }

    [Theory]
    [MemberData(nameof(LossCases.WithWeights), MemberType = typeof(LossCases))]
    public void A_weight_of_zero_removes_its_element_whatever_it_holds(string name)
    {
        var @case = LossCases.Find(name);
        const int removed = 5;
        var inputs = @case.Sample(37, 5, seed: 63).With("weight", removed, 0);
        var expected = @case.Evaluate(inputs);
        Assert.Equal(0, expected.Gradients!["prediction"].Values[removed]);
        foreach (var number in (double[])[double.NaN, double.PositiveInfinity, double.NegativeInfinity, -7, 1e300])
        {
            foreach (var input in @case.Form == InputForm.Columns ? ["prediction"] : (string[])["prediction", "target"])
            {
                Bits.Same(expected, @case.Evaluate(inputs.With(input, removed, number)), $"{name} with {input} {number}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(LossCases.WithIgnoredTargets), MemberType = typeof(LossCases))]
    public void An_ignored_row_is_as_if_it_were_not_there(string name)
    {
        var @case = LossCases.Find(name);
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var inputs = @case.Sample(24, 5, seed: 64);
            var positions = Math.Max(1, @case.Positions);
            var shorter = new Dictionary<string, NamedArray>(inputs, StringComparer.Ordinal)
            {
                ["prediction"] = new(inputs["prediction"].Values[..(20 * 5 * positions)], @case.PredictionShape(20, 5)),
                ["target"] = new(inputs["target"].Values[..(20 * positions)], [20, .. inputs["target"].Shape[1..]]),
            };
            foreach (var number in (double[])[1, double.NaN, double.PositiveInfinity, double.NegativeInfinity])
            {
                var ignoring = inputs
                    .With("target", (i, target) => i < 20 * positions ? target : @case.IgnoreIndex!.Value)
                    .With("prediction", (i, score) => i < 20 * 5 * positions ? score : number);
                var longer = @case.Evaluate(ignoring, precision: precision);
                var expected = @case.Evaluate(shorter, precision: precision);
                Bits.Same(expected.Value.Values, longer.Value.Values, $"{name}: value");
                var gradient = longer.Gradients!["prediction"].Values;
                Bits.Same(expected.Gradients!["prediction"].Values, gradient[..(20 * 5 * positions)], $"{name}: gradient");
                Assert.All(gradient[(20 * 5 * positions)..], zero => Assert.Equal(0, zero));
            }
        }
    }

    [Theory]
    [MemberData(nameof(LossCases.WithIgnoredTargets), MemberType = typeof(LossCases))]
    public void All_targets_ignored_give_zero(string name)
    {
        var @case = LossCases.Find(name);
        AssertZero(@case, @case.Sample(9, 5, seed: 65).With("target", (_, _) => @case.IgnoreIndex!.Value));
    }

    [Theory]
    [MemberData(nameof(LossCases.Names), MemberType = typeof(LossCases))]
    public void No_element_gives_zero(string name)
    {
        var @case = LossCases.Find(name);
        AssertZero(@case, @case.Sample(0, 5, seed: 66));
    }

    [Theory]
    [MemberData(nameof(LossCases.Names), MemberType = typeof(LossCases))]
    public void Weights_of_zero_give_zero(string name)
    {
        var @case = LossCases.Find(name);
        if (@case.Weighting is not InputRole role)
        {
            Assert.DoesNotContain(@case.Sample(3, 5, seed: 67).Keys, key => key.Contains("weight", StringComparison.Ordinal));
            return;
        }

        // The weight of positive labels alone leaves the negative ones.
        var weight = @case.Card.Inputs.Single(input => input.Role == role).Name;
        var inputs = @case.Sample(9, 5, seed: 67).With(weight, (_, _) => 0);
        AssertZero(@case, weight == "pos-weight" ? inputs.With("target", (_, _) => 1) : inputs);
    }

    private static void AssertZero(LossCase @case, Dictionary<string, NamedArray> inputs)
    {
        foreach (var reduction in @case.Card.Reductions.DefaultIfEmpty(Reduction.Mean))
        {
            var answer = @case.Evaluate(inputs, reduction);
            double[] numbers =
            [
                .. answer.Value.Values,
                .. answer.Gradients!.Values.SelectMany(gradient => gradient.Values),
                .. answer.Hessian?.Values.SelectMany(second => second.Values) ?? [],
            ];
            Assert.All(numbers, number => Assert.Equal(0, number));
        }
    }
}
