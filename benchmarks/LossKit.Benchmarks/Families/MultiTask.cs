namespace LossKit.Benchmarks;

/// <summary>Losses of several tasks.</summary>
public class MultiTask : LossBenchmark
{
    private protected override IEnumerable<Work> Choose() => Work.Of(LossFamily.MultiTask);
}
