namespace LossKit.Benchmarks;

/// <summary>Losses of sequences.</summary>
public class Sequences : LossBenchmark
{
    /// <inheritdoc/>
    public override IEnumerable<Work> Works => Work.Of(LossFamily.Sequence);
}
