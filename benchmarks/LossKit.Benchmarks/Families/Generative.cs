namespace LossKit.Benchmarks;

/// <summary>Losses of generators.</summary>
public class Generative : LossBenchmark
{
    private protected override IEnumerable<Work> Choose() => Work.Of(LossFamily.Generative);
}
