namespace LossKit.Benchmarks;

/// <summary>Losses of numbers, a million elements each.</summary>
public class Regression : LossBenchmark
{
    private protected override IEnumerable<Work> Choose() => Work.Of(LossFamily.Regression);
}
