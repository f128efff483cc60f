namespace LossKit;

/// <summary>Shapes that do not belong together, for a reason that no other check knows.</summary>
internal sealed class ShapeMismatchCheck : MistakeCheck
{
    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.ShapeMismatch,
        FindingSeverity.Error,
        "The loss refuses the shapes of its inputs.",
        "Nothing is broadcast: numbers without a partner would be compared with the wrong ones.",
        "Give the inputs the shapes on the loss's page (losskit show).");

    /// <inheritdoc/>
    protected override IReadOnlyList<FindingCode> ExplainedBy =>
        [FindingCode.SwappedArguments, FindingCode.ColumnAgainstRow, FindingCode.OneHotAsIndices, FindingCode.IndicesAsOneHot];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        if (examination.Refusal is { Code: LossErrorCode.ShapeMismatch } refusal)
        {
            yield return Found(refusal.Argument, refusal.Message, FixOf(examination));
        }
    }

    private static string? FixOf(Examination examination)
    {
        if (examination.Loss is CtcLoss && examination.Inputs["logits"].Shape is [var first, var second, var last]
            && examination.Inputs["targets"].Shape is [var sequences, _] && first == sequences && second != sequences)
        {
            return $"The frames come first, as [T,N,C]: exchange the first two dimensions of logits to {Sentences.Shape<int>([second, first, last])}.";
        }

        return examination is not { Reading.HasClassRows: true, Pair: { } pair } ? null
            : IsOneScoreEach(pair) ? "With one score for each row use bce-with-logits; or give a score for each class, [N,C]."
            : pair.Prediction.Shape is [var rows, .. var middle, var classes] && middle.Length > 0
                && pair.Target.Shape.AsSpan().SequenceEqual((int[])[rows, .. middle])
                ? $"The classes lie along axis 1: move the last dimension of prediction there, to {Sentences.Shape<int>([rows, classes, .. middle])}."
                : null;
    }

    private static bool IsOneScoreEach(PredictionPair pair) =>
        pair.Prediction.Shape is [_] or [_, 1] && pair.Target.Values.Length == pair.Prediction.Values.Length;
}
