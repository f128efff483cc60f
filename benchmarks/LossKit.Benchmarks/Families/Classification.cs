namespace LossKit.Benchmarks;

/// <summary>Losses of scores that are not a row of classes each, a million elements.</summary>
public class Classification : LossBenchmark
{
    /// <inheritdoc/>
    public override IEnumerable<Work> Works => Work.Of(LossFamily.Classification, entry => entry.Create() is not (ClassLoss or LinearCrossEntropyLoss));
}
