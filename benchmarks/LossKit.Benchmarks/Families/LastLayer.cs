namespace LossKit.Benchmarks;

/// <summary>The last linear layer inside cross-entropy, in a size that takes a tenth of a second.</summary>
public class LastLayer : LossBenchmark
{
    /// <inheritdoc/>
    public override IEnumerable<Work> Works => [new("linear-cross-entropy", [256, 512, 8192])];
}
