namespace LossKit.Tests;

/// <summary>Infinities, zeros, subnormals, ends of domains and far logits: no NaN and no infinite gradient that the formula has not.</summary>
public sealed class ExtremeValueLaws
{
    private const int Rows = 19;
    private const int Width = 5;
    private const int Place = 3;

    // ∞ − ∞ or ∞/∞ in the formula itself.
    private static readonly string[] UndefinedAtInfinity = ["poisson-nll", "rmse"];

    public static TheoryData<string> WithInfinity =>
        LossCases.Where(@case => @case.Form != InputForm.Tensors && !@case.IsByClass && !UndefinedAtInfinity.Contains(@case.Card.Id) && double.IsInfinity(@case.Card.Inputs[0].Domain.Upper));

    public static TheoryData<string> Scores => LossCases.Where(@case =>
        @case.Form != InputForm.Tensors && @case.Card.Family == LossFamily.Classification && double.IsInfinity(@case.Card.Inputs[0].Domain.Upper));

    [Theory]
    [MemberData(nameof(WithInfinity))]
    public void An_infinite_prediction_gives_no_NaN(string name)
    {
        var @case = LossCases.Find(name);
        foreach (var infinity in (double[])[double.PositiveInfinity, double.NegativeInfinity])
        {
            if (@case.DomainOf(@case.Card.Inputs[0]).Contains(infinity))
            {
                ForEachTarget(@case, inputs => inputs.With("prediction", Place, infinity), AssertNumbers, $"prediction {infinity}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Scores))]
    public void Scores_of_ten_thousand_give_finite_results(string name)
    {
        var @case = LossCases.Find(name);
        foreach (var score in (double[])[1e4, -1e4])
        {
            ForEachTarget(@case, inputs => inputs.With("prediction", Place, score), AssertFinite, $"score {score}");
            ForEachTarget(
                @case, inputs => inputs.With("prediction", (i, _) => i % 3 == 0 ? score : -score), AssertFinite, $"all scores ±{score}");
        }
    }

    [Theory]
    [MemberData(nameof(LossCases.Names), MemberType = typeof(LossCases))]
    public void Zeros_and_subnormals_give_finite_results(string name)
    {
        var @case = LossCases.Find(name);
        foreach (var small in (double[])[0, 4.9e-324, -4.9e-324, 1e-40, -1e-40, 1e-310])
        {
            foreach (var input in @case.Card.Inputs.Where(input => input.Role is InputRole.Differentiable or InputRole.Target))
            {
                // A target is not moved by an epsilon: what a float rounds to 0 must be allowed too.
                var asTarget = input.Role == InputRole.Target ? (float)small : small;
                if (@case.Form != InputForm.ClassIndices && @case.DomainOf(input).Contains(small) && @case.DomainOf(input).Contains(asTarget))
                {
                    ForEachTarget(@case, inputs => inputs.With(input.Name, Place, small), AssertFinite, $"{input.Name} {small}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(LossCases.ByElement), MemberType = typeof(LossCases))]
    public void The_sign_of_zero_changes_nothing(string name)
    {
        var @case = LossCases.Find(name);
        var inputs = @case.Sample(Rows, Width, seed: 101);
        foreach (var input in @case.Card.Inputs.Where(input => input.Role is InputRole.Differentiable or InputRole.Target))
        {
            if (!@case.DomainOf(input).Contains(0))
            {
                continue;
            }

            var positive = @case.Evaluate(inputs.With(input.Name, (_, _) => 0.0));
            var negative = @case.Evaluate(inputs.With(input.Name, (_, _) => -0.0));
            Assert.Equal(positive.Value.Values, negative.Value.Values);
            Assert.Equal(positive.Gradients!["prediction"].Values, negative.Gradients!["prediction"].Values);
        }
    }

    [Theory]
    [MemberData(nameof(LossCases.ByElement), MemberType = typeof(LossCases))]
    public void The_ends_of_a_domain_belong_to_it(string name)
    {
        var @case = LossCases.Find(name);
        var ends = 0;
        foreach (var input in @case.Card.Inputs.Where(input => input.Role is InputRole.Differentiable or InputRole.Target))
        {
            var domain = @case.DomainOf(input);
            foreach (var end in (double[])[domain.Lower, domain.Upper])
            {
                if (double.IsFinite(end) && domain.Contains(end))
                {
                    ends++;
                    ForEachTarget(@case, inputs => inputs.With(input.Name, Place, end), AssertFinite, $"{input.Name} {end}");
                }
            }
        }

        Assert.Equal(ends > 0, @case.Card.Inputs.Any(input => !input.IsOptional && IsClosed(@case.DomainOf(input))));
    }

    private static bool IsClosed(Domain domain) => (double.IsFinite(domain.Lower) && !domain.IsOpenBelow) || double.IsFinite(domain.Upper);

    // A few seeds, so that the place is met with several targets.
    private static void ForEachTarget(
        LossCase @case,
        Func<Dictionary<string, NamedArray>, Dictionary<string, NamedArray>> change,
        Action<double, string> assert,
        string what)
    {
        foreach (var precision in Enum.GetValues<Precision>())
        {
            for (var seed = 101; seed < 106; seed++)
            {
                var answer = @case.Evaluate(change(@case.Sample(Rows, Width, seed)), precision: precision);
                assert(answer.Value.Values[0], $"{@case} {precision}, {what}: value");
                foreach (var (input, results) in answer.Gradients!.Concat(answer.Hessian ?? answer.Gradients!))
                {
                    foreach (var number in results.Values)
                    {
                        assert(number, $"{@case} {precision}, {what}: derivative by {input}");
                    }
                }
            }
        }
    }

    private static void AssertNumbers(double number, string what) => Assert.False(double.IsNaN(number), $"{what} is NaN");

    private static void AssertFinite(double number, string what) => Assert.True(double.IsFinite(number), $"{what} is {number}");
}
