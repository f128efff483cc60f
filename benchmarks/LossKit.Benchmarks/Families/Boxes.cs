namespace LossKit.Benchmarks;

/// <summary>Losses of boxes, 65,536 pairs.</summary>
public class Boxes : LossBenchmark
{
    private protected override IEnumerable<Work> Choose() => Work.Of(LossFamily.Box);
}
