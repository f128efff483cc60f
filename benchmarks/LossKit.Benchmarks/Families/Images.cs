namespace LossKit.Benchmarks;

/// <summary>Losses of images.</summary>
public class Images : LossBenchmark
{
    /// <inheritdoc/>
    public override IEnumerable<Work> Works => Work.Of(LossFamily.Image);
}
