namespace LossKit.Benchmarks;

/// <summary>Losses of distributions.</summary>
public class Divergences : LossBenchmark
{
    private protected override IEnumerable<Work> Choose() => Work.Of(LossFamily.Divergence);
}
