namespace LossKit.Benchmarks;

/// <summary>Calls of a hundred elements, which are mostly what a call costs beside its elements.</summary>
public class SmallCalls : LossBenchmark
{
    private protected override IEnumerable<Work> Choose() =>
        [new("mse", [100]), new("huber", [100]), new("bce-with-logits", [100]), new("cross-entropy", [10, 10]), new("dice", [1, 1, 100])];
}
