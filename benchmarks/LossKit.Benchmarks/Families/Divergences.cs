namespace LossKit.Benchmarks;

/// <summary>Losses of distributions.</summary>
public class Divergences : LossBenchmark
{
    /// <inheritdoc/>
    public override IEnumerable<Work> Works => Work.Of(LossFamily.Divergence);
}
