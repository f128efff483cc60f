namespace LossKit;

/// <summary>Class indices where a label for each class, or a yes or no, belongs.</summary>
internal sealed class IndicesAsOneHotCheck : MistakeCheck
{
    // From here on whole numbers are rather percentages or bytes.
    private const int Bytes = 100;

    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.IndicesAsOneHot,
        FindingSeverity.Error,
        "The loss takes a label or a probability for each class: but prediction is [N,C] with C ≥ 2, and target holds one whole number "
            + "from 0 to C − 1 for each "
            + "row; or targets that should be 0 or 1 are three or more whole numbers from 0 up to less than 100.",
        "Indices are numbers without a meaning to such a loss: class 7 is not seven times class 1.",
        "Where one class holds, use cross-entropy with these indices; where several can hold, give a row of 0 and 1 for each sample.");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        var reading = examination.Reading;
        if (examination.Pair is not { } pair || (reading.TakesIndices && !pair.HasSameShape)
            || !(Sense.AreLabels(reading.TargetDomain)
                || reading.Prediction is PredictionKind.LogProbabilities or PredictionKind.Probabilities)
            || !Sense.AreWhole(pair.Target.Values) || pair.Target.Values.Min() < 0)
        {
            yield break;
        }

        var (most, count) = (pair.Target.Values.Max(), pair.Target.Values.Length);
        if (!pair.HasSameShape && pair.Classes >= 2 && count == pair.Prediction.Shape[0] && most < pair.Classes)
        {
            yield return Found(
                "target",
                $"target holds {count} whole numbers from 0 to {Say.Number(most)}, one for each row of prediction, whose shape is "
                + $"{Sentences.Shape<int>(pair.Prediction.Shape)}: they are class indices.") with
            {
                Value = most,
            };
        }
        else if (pair.HasSameShape && most is >= 2 and < Bytes && Sense.AreLabels(reading.TargetDomain)
            && pair.Target.Values.Distinct().Skip(2).Any())
        {
            yield return Found(
                "target",
                $"target holds whole numbers up to {Say.Number(most)}, as class indices do, and must be {reading.TargetDomain}.",
                "Give the model one output for each class, and use cross-entropy with these indices.") with
            {
                Value = most,
            };
        }
    }
}
