namespace LossKit.Benchmarks;

/// <summary>Losses of scores that are not a row of classes each, a million elements.</summary>
public class Classification : LossBenchmark
{
    private protected override IEnumerable<Work> Choose() => Work.Of(LossFamily.Classification, entry => entry.Create() is not (ClassLoss or LinearCrossEntropyLoss));
}
