namespace LossKit.Tests;

/// <summary>A warm typed call allocates nothing, neither small nor on several threads.</summary>
[Collection(MachineState.Name)]
public sealed class AllocationLaws
{
    private const int Few = 100;
    private const int Many = 100_000;
    private const int Classes = 10;

    [Theory]
    [MemberData(nameof(LossCases.Names), MemberType = typeof(LossCases))]
    public void A_warm_call_allocates_nothing(string name)
    {
        var @case = LossCases.Find(name);
        foreach (var count in (int[])[Few, Many])
        {
            var isByRow = @case.IsByClass || @case.Form is InputForm.LabelRows or InputForm.Columns || @case.Weighting == InputRole.ClassWeight;
            var inputs = @case.Sample(isByRow ? count / Classes : count, Classes, seed: 81);
            var loss = @case.Make(inputs);
            var typed = new TypedInputs<float>(@case, inputs);
            var gradient = new float[typed.Prediction.Length];
            var second = new float[SpanCalls.SecondLength(loss, gradient.Length)];
            var least = long.MaxValue;

            // The pool of another thread may be called in by chance, so the least of some runs counts.
            for (var run = 0; run < 6 && least > 0; run++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                SpanCalls.Evaluate<float>(loss, typed, gradient, second);
                SpanCalls.Evaluate<float>(loss, typed, gradient, default);
                SpanCalls.Evaluate<float>(loss, typed, default, default);
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            Assert.True(least == 0, $"{name} allocates {least} bytes in three warm calls over {gradient.Length} predictions");
        }
    }
}
