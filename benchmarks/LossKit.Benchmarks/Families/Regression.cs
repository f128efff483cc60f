namespace LossKit.Benchmarks;

/// <summary>Losses of numbers, a million elements each.</summary>
public class Regression : LossBenchmark
{
    /// <inheritdoc/>
    public override IEnumerable<Work> Works => Work.Of(LossFamily.Regression);
}
