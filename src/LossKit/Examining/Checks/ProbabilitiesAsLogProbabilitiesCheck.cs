namespace LossKit;

/// <summary>Probabilities where their logarithms belong.</summary>
internal sealed class ProbabilitiesAsLogProbabilitiesCheck : MistakeCheck
{
    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.ProbabilitiesAsLogProbabilities,
        FindingSeverity.Error,
        "Every row of log-probabilities (of predictions, or of targets with log-target) holds no negative number and adds up to 1, to "
            + "within 0.01·√C: two rows or more, or one of three classes.",
        "The loss is then minus a probability: it lies between −1 and 0, and its pull on wrong rows never grows, so training crawls.",
        "End the model in a log-softmax instead of a softmax; or give the raw scores to cross-entropy.");

    /// <inheritdoc/>
    protected override IReadOnlyList<FindingCode> ExplainedBy => [FindingCode.SwappedArguments];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        foreach (var (name, kind, rows) in examination.RowInputs)
        {
            if (kind == PredictionKind.LogProbabilities && rows.AreEnough && rows.All(rows.IsDistribution))
            {
                yield return Found(
                    name,
                    $"All {rows.Count} rows of {name} over {rows.Classes} classes are probabilities: they add up to 1 (the first to "
                        + $"{Say.Number(rows.Numbers(0).Sum())}), and none is negative.",
                    name == "target" ? "Leave log-target out, so that targets are probabilities; or give their logarithms." : null) with
                {
                    Share = 1,
                };
            }
        }
    }
}
