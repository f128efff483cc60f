namespace LossKit.Benchmarks;

/// <summary>Losses of regions: four images of 256 × 256 in three classes, against class indices; from logits where the loss takes them.</summary>
public class Regions : LossBenchmark
{
    /// <inheritdoc/>
    public override IEnumerable<Work> Works => Work.Of(LossFamily.Region).Concat(Work.Of(["dice:activation=softmax:scope=class"]));
}
