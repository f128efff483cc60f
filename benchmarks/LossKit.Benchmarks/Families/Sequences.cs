namespace LossKit.Benchmarks;

/// <summary>Losses of sequences.</summary>
public class Sequences : LossBenchmark
{
    private protected override IEnumerable<Work> Choose() => Work.Of(LossFamily.Sequence);
}
