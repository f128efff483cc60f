namespace LossKit;

/// <summary>Labels that count from 1 to K.</summary>
internal sealed class LabelsFromOneCheck : MistakeCheck
{
    private const int EnoughEach = 10;

    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.LabelsFromOne,
        FindingSeverity.Error,
        "All class indices that are not ignored lie from 1 to C, and C itself occurs; or targets that should be 0 or 1 are 1 and 2, both "
            + "present. As advice: all of 1 to C − 1 occur among at least 10 indices for each class, and 0 never does.",
        "Classes count from 0: the last one is refused, and where the model has an output to spare every class is learnt one place off.",
        "Subtract 1 from every label.");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination) =>
        (examination.Pair switch
        {
            { HasIndices: true, Classes: >= 2 } pair => OfIndices(examination.Reading, pair),
            { HasSameShape: true } pair when Sense.AreLabels(examination.Reading.TargetDomain) && Sense.AreBoth(pair.Target.Values, 1, 2) =>
                Found("target", $"The targets are 1 and 2, and must be {examination.Reading.TargetDomain}.") with { Value = 2 },
            _ => null,
        }) is { } finding ? [finding] : [];

    private Finding? OfIndices(LossReading reading, PredictionPair pair)
    {
        var counted = pair.CountedIndices.Select(item => item.Value).ToArray();
        if (!Sense.AreWhole(counted) || counted.Min() < 1)
        {
            return null;
        }

        var (least, most, classes) = (counted.Min(), counted.Max(), pair.Classes);
        return most == classes
            ? Found("target", $"The class indices lie from {Say.Number(least)} to {classes}, and must from 0 to {classes - 1}.") with
            {
                Value = classes,
                Index = Array.IndexOf(pair.Target.Values, classes),
            }
            : most == classes - 1 && classes > 2 && reading.IgnoreIndex != 0 && counted.Length >= EnoughEach * classes
                && counted.Distinct().Count() == classes - 1
                ? Found(
                    "target",
                    $"The {counted.Length} class indices lie from 1 to {classes - 1}, and 0, for which prediction has an output, never occurs.",
                    "Where labels count from 1, subtract 1 and give the model an output less; where 0 stands for what this sample has none of, "
                        + "nothing is wrong.") with
                {
                    Severity = FindingSeverity.Advice,
                    Value = 1,
                }
                : null;
    }
}
