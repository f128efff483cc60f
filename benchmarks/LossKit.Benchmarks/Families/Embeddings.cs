namespace LossKit.Benchmarks;

/// <summary>Losses of embeddings: pairs, triplets, all against all, class centres.</summary>
public class Embeddings : LossBenchmark
{
    /// <inheritdoc/>
    public override IEnumerable<Work> Works => Work.Of(LossFamily.Embedding);
}
