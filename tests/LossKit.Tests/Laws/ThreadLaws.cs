using System.Numerics;

namespace LossKit.Tests;

/// <summary>The number of threads changes no bit.</summary>
[Collection(MachineState.Name)]
public sealed class ThreadLaws
{
    private const int Elements = 300_000;
    private const int Rows = 3_000;
    private const int Classes = 130;

    [Theory]
    [MemberData(nameof(LossCases.Names), MemberType = typeof(LossCases))]
    public void All_numbers_of_threads_agree(string name)
    {
        var @case = LossCases.Find(name);
        var isByRow = @case.IsByClass || @case.Form == InputForm.LabelRows || @case.Weighting == InputRole.ClassWeight;
        var inputs = isByRow ? @case.Sample(Rows, Classes, seed: 71) : @case.Sample(Elements, 1, seed: 71);
        var before = ComputeThreads.Count;
        try
        {
            Compare<float>(@case, inputs);
            Compare<double>(@case, inputs);
        }
        finally
        {
            ComputeThreads.Count = before;
        }
    }

    private static void Compare<T>(LossCase @case, Dictionary<string, NamedArray> inputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var loss = @case.Make(inputs);
        var typed = new TypedInputs<T>(@case, inputs);
        var (value, gradient, second) = Evaluate(1);
        foreach (var threads in (int[])[2, 4])
        {
            var (otherValue, otherGradient, otherSecond) = Evaluate(threads);
            var what = $"{@case} {typeof(T).Name} on {threads} threads";
            Assert.True(value.Equals(otherValue), $"{what}: value {otherValue} instead of {value}");
            Assert.True(gradient.AsSpan().SequenceEqual(otherGradient), $"{what}: another gradient");
            Assert.True(second.AsSpan().SequenceEqual(otherSecond), $"{what}: another second result");
        }

        (T Value, T[] Gradient, T[] Second) Evaluate(int threads)
        {
            ComputeThreads.Count = threads;
            var first = new T[typed.Prediction.Length];
            var further = new T[SpanCalls.SecondLength(loss, first.Length)];
            return (SpanCalls.Evaluate<T>(loss, typed, first, further), first, further);
        }
    }
}
