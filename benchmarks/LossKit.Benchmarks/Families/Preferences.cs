namespace LossKit.Benchmarks;

/// <summary>Losses of preferences.</summary>
public class Preferences : LossBenchmark
{
    private protected override IEnumerable<Work> Choose() => Work.Of(LossFamily.Preference);
}
