namespace LossKit.Benchmarks;

/// <summary>Losses of embeddings: pairs, triplets, all against all, class centres.</summary>
public class Embeddings : LossBenchmark
{
    private protected override IEnumerable<Work> Choose() => Work.Of(LossFamily.Embedding);
}
