using System.Numerics;

namespace LossKit.Tests;

/// <summary>The sum that is taken while losses are in a register is that of the single losses, in the order of <see cref="BlockSum"/>.</summary>
public sealed unsafe class BlockOrderLaws
{
    /// <summary>Gets the losses with one value for each element.</summary>
    public static TheoryData<string> Single =>
        LossCases.Where(@case => @case.Form != InputForm.Tensors && @case.Make() is ElementwiseLoss { PredictionsPerTarget: 1 });

    [Theory]
    [MemberData(nameof(Single))]
    public void The_sum_is_that_of_the_single_losses_to_the_bit(string name)
    {
        var @case = LossCases.Find(name);
        foreach (var length in (int[])[0, 1, 15, 16, 17, 100, 127, 128, 129, 1023, 1024, 1025, 2500])
        {
            var inputs = @case.Sample(length, 1, seed: length + 1);
            Compare<float>(@case, inputs, $"{name}, {length} floats");
            Compare<double>(@case, inputs, $"{name}, {length} doubles");
        }
    }

    private static void Compare<T>(LossCase @case, Dictionary<string, NamedArray> inputs, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var loss = (ElementwiseLoss)@case.Make(inputs);
        var typed = new TypedInputs<T>(@case, inputs);
        ReadOnlySpan<T> prediction = typed.Prediction.Span;
        ReadOnlySpan<T> target = typed.Target.Span;
        var values = new T[target.Length];
        loss.EvaluateEach(prediction, target, values, weight: typed.Weight.Span);
        var expected = Sum(values);
        var gradient = new T[prediction.Length];
        Assert.True(expected.Equals(loss.EvaluateFraction(prediction, target, weight: typed.Weight.Span).Numerator), what);
        Assert.True(expected.Equals(loss.EvaluateFraction(prediction, target, gradient, weight: typed.Weight.Span).Numerator), $"{what}, with gradient");
    }

    private static double Sum<T>(T[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var total = default(CompensatedSum);
        fixed (T* first = values)
        {
            for (var start = 0; start < values.Length; start += BlockSum.BlockLength)
            {
                total += BlockSum.Sum<ScalarLane<T>, T>(first + start, Math.Min(BlockSum.BlockLength, values.Length - start));
            }
        }

        return total.Value;
    }
}
