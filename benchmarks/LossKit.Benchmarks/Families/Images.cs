namespace LossKit.Benchmarks;

/// <summary>Losses of images.</summary>
public class Images : LossBenchmark
{
    private protected override IEnumerable<Work> Choose() => Work.Of(LossFamily.Image);
}
