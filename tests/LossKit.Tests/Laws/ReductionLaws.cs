namespace LossKit.Tests;

/// <summary>The value is the same whatever else is wanted, and the sum or the mean of the unreduced values.</summary>
public sealed class ReductionLaws
{
    public static TheoryData<string> Reduced => LossCases.Where(@case => @case.Card.Reductions.Contains(Reduction.None));

    [Theory]
    [MemberData(nameof(LossCases.Everything), MemberType = typeof(LossCases))]
    public void What_else_is_wanted_changes_no_bit(string name)
    {
        var @case = LossCases.Find(name);
        var inputs = @case.Sample(403, 7, seed: 21);
        foreach (var precision in Enum.GetValues<Precision>())
        {
            foreach (var reduction in @case.Card.Reductions.DefaultIfEmpty(Reduction.Mean))
            {
                var everything = @case.Evaluate(inputs, reduction, precision);
                Bits.Same(everything, @case.Evaluate(inputs, reduction, precision, Answers.Value), $"{name} {precision} {reduction} value");
                Bits.Same(
                    everything,
                    @case.Evaluate(inputs, reduction, precision, Answers.Value | Answers.Gradients),
                    $"{name} {precision} {reduction} value and gradients");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Reduced))]
    public void Sum_is_the_sum_of_the_unreduced_values(string name)
    {
        var @case = LossCases.Find(name);
        var inputs = @case.Sample(1100, 7, seed: 22);
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var each = @case.Evaluate(inputs, Reduction.None, precision);
            var sum = @case.Evaluate(inputs, Reduction.Sum, precision);
            Bits.Close(Sum(each.Value.Values), sum.Value.Values[0], 4 * Rounding(each, precision), $"{name} {precision}: sum");
            Bits.Same(sum with { Value = each.Value }, each, $"{name} {precision}: unreduced");
        }
    }

    [Theory]
    [MemberData(nameof(Reduced))]
    public void Mean_is_the_sum_divided_by_what_counts(string name)
    {
        var @case = LossCases.Find(name);
        var inputs = @case.Sample(1100, 7, seed: 23);
        var each = @case.Evaluate(inputs, Reduction.None);
        var sum = @case.Evaluate(inputs, Reduction.Sum);
        var mean = @case.Evaluate(inputs);
        var divisor = Divisor(@case, inputs, each);
        Bits.Close(sum.Value.Values[0], mean.Value.Values[0] * divisor, 4 * Rounding(each, Precision.Double), $"{name}: mean times its divisor");
        foreach (var (input, gradient) in sum.Gradients!)
        {
            for (var i = 0; i < gradient.Values.Length; i++)
            {
                var found = mean.Gradients![input].Values[i] * divisor;
                Bits.Close(gradient.Values[i], found, 8e-16 * Math.Abs(gradient.Values[i]), $"{name}: gradient of {input}[{i}]");
            }
        }
    }

    private static double Sum(double[] values)
    {
        var sum = default(CompensatedSum);
        foreach (var value in values)
        {
            sum += value;
        }

        return sum.Value;
    }

    private static double Rounding(LossAnswer each, Precision precision) =>
        (precision == Precision.Single ? MathF.ScaleB(1, -23) : Math.ScaleB(1, -52)) * each.Value.Values.Sum(Math.Abs);

    // The protocol's words: the elements or rows; for indices those not ignored; for cross-entropy and nll the sum of their weights.
    private static double Divisor(LossCase @case, Dictionary<string, NamedArray> inputs, LossAnswer each)
    {
        if (@case.Form != InputForm.ClassIndices)
        {
            return each.Value.Values.Length;
        }

        var isByWeight = @case.Weighting == InputRole.ClassWeight && @case.Card.Id is "cross-entropy" or "nll";
        return inputs["target"].Values.Where(target => target != @case.IgnoreIndex).Sum(
            target => isByWeight && @case.Weighting is not null ? inputs["class-weight"].Values[(int)target] : 1);
    }
}
