namespace LossKit;

/// <summary>Rows that went through a softmax which the loss has inside.</summary>
internal sealed class SoftmaxedRowsCheck : MistakeCheck
{
    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.SoftmaxedRows,
        FindingSeverity.Error,
        "Every row of a loss of class logits or margins holds no negative number and adds up to 1, to within 0.01: two rows or more, or "
            + "one of three classes.",
        "The loss applies a softmax itself. Behind another one scores differ by at most 1, so that it cannot fall below ln(1 + (C − 1)/e) "
            + "(0.55 for three classes) and "
            + "training seems to stop there.",
        "Leave the softmax out of the model and give its raw output; or, where only probabilities are to be had, give their logarithms to "
            + "nll.");

    /// <inheritdoc/>
    protected override IReadOnlyList<FindingCode> ExplainedBy => [FindingCode.SwappedArguments];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        if (examination.Reading.Prediction is PredictionKind.Logits or PredictionKind.Scores
            && examination.Pair?.PredictionRows is { AreEnough: true } rows && rows.All(rows.IsDistribution))
        {
            yield return Found(
                "prediction",
                $"All {rows.Count} rows of prediction over {rows.Classes} classes are probabilities: they add up to 1 (the first to "
                + $"{Say.Number(rows.Numbers(0).Sum())}), and none is negative.") with
            {
                Share = 1,
            };
        }
    }
}
