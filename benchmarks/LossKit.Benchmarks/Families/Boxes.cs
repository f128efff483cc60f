namespace LossKit.Benchmarks;

/// <summary>Losses of boxes, 65,536 pairs.</summary>
public class Boxes : LossBenchmark
{
    /// <inheritdoc/>
    public override IEnumerable<Work> Works => Work.Of(LossFamily.Box);
}
