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
            yield return Found(refusal.Argument, refusal.Message);
        }
    }
}
