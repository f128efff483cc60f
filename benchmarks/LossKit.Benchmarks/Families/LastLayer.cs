namespace LossKit.Benchmarks;

/// <summary>The last linear layer inside cross-entropy, in a size that takes a tenth of a second.</summary>
public class LastLayer : LossBenchmark
{
    private protected override IEnumerable<Work> Choose() => [new("linear-cross-entropy", [256, 512, 8192])];
}
