namespace LossKit.Benchmarks;

/// <summary>Losses of generators.</summary>
public class Generative : LossBenchmark
{
    /// <inheritdoc/>
    public override IEnumerable<Work> Works => Work.Of(LossFamily.Generative);
}
