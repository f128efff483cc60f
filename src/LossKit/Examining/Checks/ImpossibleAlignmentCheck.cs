namespace LossKit;

/// <summary>Sequences with too few frames for their labels.</summary>
internal sealed class ImpossibleAlignmentCheck : MistakeCheck
{
    private const double Some = 0.1;

    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.ImpossibleAlignment,
        FindingSeverity.Error,
        "A sequence of ctc has fewer frames than its labels need: one for each, and one more for the blank between two equal ones. With "
            + "zero-infinity, which is there for some of them: 10 % of the sequences have, as a warning.",
        "No path of frames gives these labels: the loss is infinite and its gradient NaN in other libraries; with zero-infinity the "
            + "sequence is never learnt from.",
        "Leave such sequences out; or let the model keep more frames (less pooling, smaller strides). Check that input-lengths count "
            + "frames behind the model, and that lengths have not changed places.");

    /// <inheritdoc/>
    protected override IReadOnlyList<FindingCode> ExplainedBy => [FindingCode.TargetOutsideDomain, FindingCode.InputOutsideDomain];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        if (SequenceLabels.Of(examination) is not { } sequences)
        {
            yield break;
        }

        var tooShort = Enumerable.Range(0, sequences.Count).Where(sequence => sequences.Frames(sequence) < sequences.FramesNeeded(sequence)).ToArray();
        var areForgiven = examination.Loss is CtcLoss { Impossible: ImpossibleAlignment.Zero };
        if (tooShort is [var first, ..] && (!areForgiven || tooShort.Length >= Some * sequences.Count))
        {
            yield return Found(
                "input-lengths",
                $"{Say.Of(tooShort.Length, sequences.Count)} sequences are too short, the first is number {first}: {sequences.Frames(first)} "
                    + $"frames for {sequences.Labels(first).Count} labels, which need {sequences.FramesNeeded(first)}.") with
            {
                Severity = areForgiven ? FindingSeverity.Warning : FindingSeverity.Error,
                Share = (double)tooShort.Length / sequences.Count,
                Index = first,
                Value = sequences.Frames(first),
            };
        }
    }
}
