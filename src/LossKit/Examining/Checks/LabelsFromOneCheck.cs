namespace LossKit;

/// <summary>Labels that count from 1 to K.</summary>
internal sealed class LabelsFromOneCheck : MistakeCheck
{
    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.LabelsFromOne,
        FindingSeverity.Error,
        "All class indices that are not ignored lie from 1 to C, and C itself occurs; or targets that should be 0 or 1 are 1 and 2, both "
            + "present.",
        "Classes count from 0: the last one is refused, and where the model has an output to spare every class is learnt one place off.",
        "Subtract 1 from every label.");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        if (examination.Pair is not { } pair)
        {
            yield break;
        }

        if (pair.HasIndices && pair.Classes >= 2)
        {
            var counted = pair.CountedIndices.Select(item => item.Value).ToArray();
            if (Sense.AreWhole(counted) && counted.Min() >= 1 && counted.Max() == pair.Classes)
            {
                yield return Found("target",
                    $"The class indices lie from {Say.Number(counted.Min())} to {pair.Classes}, and must from 0 to {pair.Classes - 1}.") with
                {
                    Value = pair.Classes,
                    Index = Array.IndexOf(pair.Target.Values, pair.Classes),
                };
            }
        }
        else if (pair.HasSameShape && Sense.AreLabels(examination.Reading.TargetDomain) && Sense.AreBoth(pair.Target.Values, 1, 2))
        {
            yield return Found("target", $"The targets are 1 and 2, and must be {examination.Reading.TargetDomain}.") with { Value = 2 };
        }
    }
}
