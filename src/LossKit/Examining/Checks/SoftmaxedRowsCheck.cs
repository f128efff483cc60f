namespace LossKit;

/// <summary>Rows that went through a softmax which the loss has inside.</summary>
internal sealed class SoftmaxedRowsCheck : MistakeCheck
{
    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.SoftmaxedRows,
        FindingSeverity.Error,
        "Every row of class logits or margins (of predictions, or of a teacher) holds no negative number and adds up to 1, to within "
            + "0.01·√C: two rows or more, or one of three classes. Or all numbers do so along another axis than that of the classes, as "
            + "behind a softmax along the batch.",
        "The loss applies a softmax itself. Behind another one scores differ by at most 1, so that it cannot fall below ln(1 + (C − 1)/e) "
            + "(0.55 for three classes) and "
            + "training seems to stop there.",
        "Leave the softmax out of the model and give its raw output; or, where only probabilities are to be had, give their logarithms to "
            + "nll.");

    /// <inheritdoc/>
    protected override IReadOnlyList<FindingCode> ExplainedBy => [FindingCode.SwappedArguments];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination) =>
        examination.RowInputs.Where(input => input.AreScores).Select(OfInput).OfType<Finding>()
            .Select(finding => examination.Reading.Prediction == PredictionKind.Scores ? ForMargins(finding) : finding);

    private static Finding ForMargins(Finding finding) => finding with
    {
        Why = ProbabilitiesAsLogitsCheck.NoMargin,
        Fix = "Leave the softmax out of the model and give its raw output.",
    };

    private Finding? OfInput(RowInput input)
    {
        var rows = input.Rows;
        return rows.AreEnough && rows.All(rows.IsDistribution)
            ? Found(
                input.Name,
                $"All {rows.Count} rows of {input.Name} over {rows.Classes} classes are probabilities: they add up to 1 (the first to "
                    + $"{Say.Number(rows.Numbers(0).Sum())}), and none is negative.",
                input.Name == "target" ? "Give the raw output of the teacher; or, where only its probabilities are to be had, use "
                    + "kl-divergence with a log-softmax of the prediction." : null) with
            {
                Share = 1,
            }
            : rows.OtherAxisOfDistributions() is { } axis
                ? Found(
                    input.Name,
                    $"All numbers of {input.Name} add up to 1 along dimension {axis}, counted from 0, which is not that of the "
                        + $"{rows.Classes} classes: a softmax went along {(axis == 0 ? "the batch" : "it")}.",
                    "Leave the softmax out: the loss has one along the classes inside.") with
                {
                    Share = 1,
                }
                : null;
    }
}
