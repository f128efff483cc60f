namespace LossKit;

/// <summary>Percentages where probabilities belong, or what becomes such.</summary>
internal sealed class PercentagesAsProbabilitiesCheck : MistakeCheck
{
    private const int Fewest = 4;
    private const int Enough = 8;
    private const double All = 100;
    private const double Better = 0.02;

    // A logit of 30 is certain beyond what a float can say.
    private const double NoLogit = 30;

    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.PercentagesAsProbabilities,
        FindingSeverity.Error,
        "Every row over competing classes holds no negative number and adds up to 100, to within 1. Or the predictions of a loss of "
            + "single labels lie in [0, 100], one of them above 30, and explain the labels better as percentages than as logits, by 0.02 "
            + "nats each (of 4 to 7: their threshold 50 tells the labels apart without an error).",
        "A probability is at most 1, and a score of 50 is certainty: the loss refuses percentages, or takes nearly all of them for sure.",
        "Divide by 100.");

    /// <inheritdoc/>
    protected override IReadOnlyList<FindingCode> ExplainedBy => [FindingCode.SwappedArguments];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        foreach (var (name, _, rows) in examination.RowInputs.Where(input => input.Rows.AreEnough && input.Rows.All(input.Rows.IsDistributionInPercent)))
        {
            yield return Found(
                name,
                $"All {rows.Count} rows of {name} add up to 100 (the first to {Say.Number(rows.Numbers(0).Sum())}), and none is negative.",
                FixFor(examination.Reading.Prediction)) with
            {
                Share = 1,
            };
        }

        var kind = examination.Reading.Prediction;
        if (kind is PredictionKind.Probabilities or PredictionKind.Logits or PredictionKind.Scores
            && examination.Pair is { IsElementwise: true, Prediction.Values: { Length: >= Fewest } values } pair
            && Array.TrueForAll(values, value => value is >= 0 and <= All) && values.Max() > NoLogit
            && AreRead(values, pair.LabelsAsZeroOne))
        {
            yield return Found(
                pair.PredictionName,
                $"All {values.Length} predictions lie between {Say.Number(values.Min())} and {Say.Number(values.Max())}, as percentages do.",
                FixFor(kind)) with
            {
                Share = 1,
                Value = values.Max(),
            };
        }
    }

    private static bool AreRead(double[] values, double[] labels) => values.Length >= Enough
        ? LabelReading.OfPercentages(values, labels) + Better < LabelReading.OfLogits(values, labels)
        : LabelReading.IsToldApart(values, labels, All / 2);

    private static string FixFor(PredictionKind kind) => kind switch
    {
        PredictionKind.Probabilities => "Divide by 100.",
        PredictionKind.LogProbabilities => "Divide by 100 and take logarithms; better, end the model in a log-softmax.",
        _ => "Give the raw output of the model, from before it became a percentage.",
    };
}
