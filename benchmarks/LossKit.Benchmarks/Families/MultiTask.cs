namespace LossKit.Benchmarks;

/// <summary>Losses of several tasks.</summary>
public class MultiTask : LossBenchmark
{
    /// <inheritdoc/>
    public override IEnumerable<Work> Works => Work.Of(LossFamily.MultiTask);
}
