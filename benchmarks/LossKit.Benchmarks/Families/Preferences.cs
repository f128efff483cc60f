namespace LossKit.Benchmarks;

/// <summary>Losses of preferences.</summary>
public class Preferences : LossBenchmark
{
    /// <inheritdoc/>
    public override IEnumerable<Work> Works => Work.Of(LossFamily.Preference);
}
