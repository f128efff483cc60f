namespace LossKit;

/// <summary>Raw scores where log-probabilities belong.</summary>
internal sealed class LogitsAsLogProbabilitiesCheck : MistakeCheck
{
    // Files that keep one digit of a logarithm miss 1 by as much.
    private const double Most = 0.1;

    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.LogitsAsLogProbabilities,
        FindingSeverity.Error,
        "The exponentials of at least half of the rows of a loss of log-probabilities miss a sum of 1 by more than 0.1.",
        "Nothing holds the scores together: the loss falls without end when all of them grow, and says nothing about probabilities.",
        "End the model in a log-softmax; or give the raw scores to cross-entropy, which has it inside.");

    /// <inheritdoc/>
    protected override IReadOnlyList<FindingCode> ExplainedBy =>
        [FindingCode.SwappedArguments, FindingCode.ProbabilitiesAsLogProbabilities, FindingCode.PercentagesAsProbabilities];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        if (examination is not { Reading.Prediction: PredictionKind.LogProbabilities, Pair.PredictionRows: { } rows })
        {
            yield break;
        }

        var off = Enumerable.Range(0, rows.Count).Where(row => Math.Abs(rows.Numbers(row).Sum(Math.Exp) - 1) > Most).ToArray();
        if (2 * off.Length >= rows.Count)
        {
            var sum = rows.Numbers(off[0]).Sum(Math.Exp);
            yield return Found(
                "prediction",
                $"The exponentials of {Say.Of(off.Length, rows.Count)} rows of prediction do not add up to 1: those of row {off[0]} give "
                    + $"{Say.Number(sum)}.") with
            {
                Share = (double)off.Length / rows.Count,
                Value = sum,
            };
        }
    }
}
