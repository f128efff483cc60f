namespace LossKit.Benchmarks;

/// <summary>Losses of regions: four images of 256 × 256 in three classes, against class indices; from logits where the loss takes them.</summary>
public class Regions : LossBenchmark
{
    private protected override IEnumerable<Work> Choose() => Work.Of(LossFamily.Region).Concat(Work.Of(["dice:activation=softmax:scope=class"]));
}
