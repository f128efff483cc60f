namespace LossKit;

/// <summary>Rows that went through a log-softmax which the loss has inside, or does not want.</summary>
internal sealed class LogSoftmaxedRowsCheck : MistakeCheck
{
    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.LogSoftmaxedRows,
        FindingSeverity.Advice,
        "The exponentials of every row of a loss of class logits or margins add up to 1, to within 0.01·√C: two rows or more, or one of "
            + "three classes.",
        "A softmax of log-probabilities gives the same probabilities, so nothing is wrong with a softmax loss but the time that it takes "
            + "twice; margins between scores "
            + "stay too. What differs is whatever looks at the scores themselves, such as a z-loss.",
        "Leave the log-softmax out of the model; or use nll, which wants it.");

    /// <inheritdoc/>
    protected override IReadOnlyList<FindingCode> ExplainedBy => [FindingCode.SwappedArguments];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        if (examination.Reading.Prediction is PredictionKind.Logits or PredictionKind.Scores
            && examination.Pair?.PredictionRows is { AreEnough: true } rows && rows.All(rows.IsLogDistribution))
        {
            yield return Found(
                "prediction",
                $"All {rows.Count} rows of prediction over {rows.Classes} classes are logarithms of probabilities: their exponentials add "
                    + "up to 1 (those of the first to "
                + $"{Say.Number(rows.Numbers(0).Sum(Math.Exp))}).") with
            {
                Share = 1,
            };
        }
    }
}
