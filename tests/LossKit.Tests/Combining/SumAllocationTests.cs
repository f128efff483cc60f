namespace LossKit.Tests;

/// <summary>Sums, masks and fractions allocate nothing once warm.</summary>
[Collection(MachineState.Name)]
public sealed class SumAllocationTests
{
    private readonly float[] _prediction = [.. Enumerable.Range(0, 100_000).Select(i => MathF.Sin(i))];
    private readonly float[] _gradient = new float[100_000];
    private readonly float[] _terms = new float[2];
    private readonly int[] _classes = [.. Enumerable.Range(0, 10_000).Select(i => i % 10)];
    private readonly bool[] _mask = [.. Enumerable.Range(0, 100_000).Select(i => i % 3 > 0)];

    [Fact]
    public void A_sum_of_elementwise_losses()
    {
        var loss = (0.7 * new MseLoss()) + (0.3 * new MaeLoss());
        AssertNothing(() => loss.EvaluateTerms<float>(_prediction, _gradient, _terms, _prediction, mask: _mask));
        AssertNothing(() => loss.EvaluateFraction<float>(_prediction, _terms.Length == 2 ? _prediction : [], _gradient));
    }

    [Fact]
    public void A_sum_of_losses_of_class_scores()
    {
        var loss = (0.7 * new CrossEntropyLoss()) + (0.3 * new FocalLoss());
        var rows = _mask.AsMemory(0, 10_000);
        AssertNothing(() => loss.EvaluateTerms(_prediction, new(10_000, 10), _classes, _terms.AsSpan(), _gradient, mask: rows.Span));
        AssertNothing(() => loss.EvaluateFraction(_prediction, new(10_000, 10), _classes, _gradient.AsSpan()));
    }

    private static void AssertNothing(Action call)
    {
        var least = long.MaxValue;

        // The pool of another thread may be called in by chance, so the least of some runs counts.
        for (var run = 0; run < 6 && least > 0; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }
}
