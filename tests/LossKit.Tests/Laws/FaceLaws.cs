using System.Numerics;

namespace LossKit.Tests;

/// <summary>The calls by name, over spans and over tensors of any layout give the same bits.</summary>
public sealed class FaceLaws
{
    [Theory]
    [MemberData(nameof(LossCases.Names), MemberType = typeof(LossCases))]
    public void Spans_and_tensors_give_what_the_call_by_name_gives(string name)
    {
        Compare<float>(LossCases.Find(name), Precision.Single);
        Compare<double>(LossCases.Find(name), Precision.Double);
    }

    private static void Compare<T>(LossCase @case, Precision precision)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var inputs = @case.Sample(41, 5, seed: 41);
        var named = @case.Evaluate(inputs, precision: precision);
        var loss = @case.Make(inputs);
        var typed = new TypedInputs<T>(@case, inputs);
        var gradient = new T[typed.Prediction.Length];
        var second = new T[SpanCalls.SecondLength(loss, gradient.Length)];
        var value = SpanCalls.Evaluate<T>(loss, typed, gradient, second);
        Check($"{@case} spans");
        foreach (var layout in Enum.GetValues<TensorLayout>())
        {
            Array.Fill(gradient, T.NaN);
            Array.Fill(second, T.NaN);
            value = TensorCalls.Evaluate(loss, typed, layout, gradient, second);
            Check($"{@case} tensors, {layout}");
            Array.Fill(gradient, T.Zero);
            Array.Fill(second, T.Zero);
            value = TensorCalls.Evaluate(loss, typed, layout, gradient, second, GradientMode.Add);
            CheckSum($"{@case} tensors, {layout}, added to 0");
        }

        void Check(string what)
        {
            Bits.Same(named.Value.Values, [double.CreateTruncating(value)], $"{what}: value");
            Bits.Same(named.Gradients!["prediction"].Values, Array.ConvertAll(gradient, double.CreateTruncating), $"{what}: gradient");
            Bits.Same(SpanCalls.SecondOf(named), Array.ConvertAll(second, double.CreateTruncating), $"{what}: second result");
        }

        // 0 + −0 is +0, so sums are compared as numbers.
        void CheckSum(string what)
        {
            Assert.Equal(named.Value.Values[0], double.CreateTruncating(value));
            Assert.True(named.Gradients!["prediction"].Values.SequenceEqual(Array.ConvertAll(gradient, double.CreateTruncating)), $"{what}: gradient");
            Assert.True(SpanCalls.SecondOf(named).SequenceEqual(Array.ConvertAll(second, double.CreateTruncating)), $"{what}: second result");
        }
    }
}
