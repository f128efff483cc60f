namespace LossKit.Benchmarks;

/// <summary>Losses of rows of class scores against class indices: all of them in rows of a thousand, cross-entropy in others too.</summary>
public class Rows : LossBenchmark
{
    private protected override IEnumerable<Work> Choose() =>
    [
        .. UsualShapes.Of(new CrossEntropyLoss()).Select(shape => new Work("cross-entropy", shape)),
        .. Work.Of(["cross-entropy:label-smoothing=0.1"]),
        .. Work.Of(LossFamily.Classification, entry => entry.Type != typeof(CrossEntropyLoss) && entry.Create() is ClassLoss),
    ];
}
