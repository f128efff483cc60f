namespace LossKit;

/// <summary>
/// Calls that the loss refuses for a reason without a code of its own: boxes with edges the wrong way round, impossible labels.
/// </summary>
internal sealed class RefusedCheck : MistakeCheck
{
    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.Refused,
        FindingSeverity.Error,
        "The loss refuses the call, and no other finding says why: boxes with edges the wrong way round, a label of a sequence that is "
            + "the blank, as many class "
            + "weights as there are no classes.",
        "Nothing was computed.",
        "Do what the sentence says.");

    /// <inheritdoc/>
    public override bool IsExplainedBy(Finding finding) => finding.Severity == FindingSeverity.Error;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        if (examination.Refusal is { } refusal)
        {
            yield return Found(refusal.Argument, refusal.Message);
        }
    }
}
