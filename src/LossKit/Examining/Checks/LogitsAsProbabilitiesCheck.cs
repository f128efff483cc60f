namespace LossKit;

/// <summary>Logits where probabilities belong.</summary>
internal sealed class LogitsAsProbabilitiesCheck : MistakeCheck
{
    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.LogitsAsProbabilities,
        FindingSeverity.Error,
        "Predictions of a loss of probabilities lie outside [0, 1].",
        "The logarithm of a negative probability means nothing, so the loss refuses the call; numbers that happen to lie inside would be "
            + "taken for something else.",
        "Use the loss for logits (bce-with-logits instead of bce; activation=sigmoid or softmax for regions), which is exact where a "
            + "sigmoid rounds to 0 or 1; or put a "
            + "sigmoid before this one.");

    /// <inheritdoc/>
    protected override IReadOnlyList<FindingCode> ExplainedBy => [FindingCode.SwappedArguments, FindingCode.PercentagesAsProbabilities];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        if (examination is { Reading.Prediction: PredictionKind.Probabilities, Pair: { } pair }
            && NumbersOutside.Of(pair.Prediction.Values, Domain.UnitInterval.Contains) is var (count, first)
            && pair.Prediction.Values is var values)
        {
            yield return Found(
                "prediction",
                $"{Say.Of(count, values.Length)} predictions lie outside [0, 1], the first is "
                    + $"{Say.Place("prediction", pair.Prediction, first)} = "
                + $"{Sentences.Number(values[first])}.") with
            {
                Share = (double)count / values.Length,
                Index = first,
                Value = values[first],
            };
        }
    }
}
