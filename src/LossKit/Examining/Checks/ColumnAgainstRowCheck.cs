namespace LossKit;

/// <summary>(N,1) against (N).</summary>
internal sealed class ColumnAgainstRowCheck : MistakeCheck
{
    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.ColumnAgainstRow,
        FindingSeverity.Error,
        "Prediction and target (or class indices and the rows they belong to) have as many numbers, but one of the shapes has a dimension "
            + "of length 1 more.",
        "Libraries that broadcast make [N,N] of it and average over all pairs: training runs and learns the mean. LossKit refuses the "
            + "call.",
        "Give both the same shape: a column [N,1] becomes [N] by Reshape, or by leaving the last dimension out.");

    /// <inheritdoc/>
    protected override IReadOnlyList<FindingCode> ExplainedBy => [FindingCode.SwappedArguments];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        if (examination is not { Pair: { } pair, Refusal.Code: LossErrorCode.ShapeMismatch }
            || Expected(examination.Reading, pair) is not { } expected
            || expected.AsSpan().SequenceEqual(pair.Target.Shape)
            || !Trimmed(expected).SequenceEqual(Trimmed(pair.Target.Shape)))
        {
            yield break;
        }

        yield return Found(
            "target",
            $"prediction has shape {Sentences.Shape<int>(pair.Prediction.Shape)} and target {Sentences.Shape<int>(pair.Target.Shape)}: "
                + "they differ in a "
            + "dimension of length 1.",
            $"Give target the shape {Sentences.Shape<int>(expected)}"
            + (examination.Reading.HasClassRows ? "." : $", or prediction the shape {Sentences.Shape<int>(pair.Target.Shape)}."));
    }

    private static int[]? Expected(LossReading reading, PredictionPair pair) =>
        reading.TakesIndices && !reading.TakesSameShape ? pair.IndexShape
        : reading.TakesIndices && pair.IndexShape is { } indices && Trimmed(indices).SequenceEqual(Trimmed(pair.Target.Shape)) ? indices
        : pair.Prediction.Shape;

    private static IEnumerable<int> Trimmed(int[] shape) => shape.Where(length => length != 1);
}
