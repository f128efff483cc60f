namespace LossKit;

/// <summary>Probabilities where logits or scores of single labels belong.</summary>
internal sealed class ProbabilitiesAsLogitsCheck : MistakeCheck
{
    private const int Fewest = 4;
    private const int Enough = 8;
    private const double Low = 0.3;
    private const double High = 0.7;
    private const double Better = 0.02;

    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.ProbabilitiesAsLogits,
        FindingSeverity.Error,
        "All predictions of a loss of logits or margins lie in [0, 1], and of 8 or more some lie at or below 0.3 and some at or above "
            + "0.7, or they explain the "
            + "labels better as probabilities than as logits, by 0.02 nats each; of 4 to 7, their threshold 0.5 tells the labels apart "
            + "without an error. Logits "
            + "have both signs wherever both labels are predicted.",
        "The loss applies a sigmoid itself. Behind another one its probabilities lie between 0.5 and 0.73, so that it cannot fall below "
            + "0.31 for a 1 and 0.69 for a 0.",
        "Leave the sigmoid out of the model and give its raw output; or, where only probabilities are to be had, use bce.");

    /// <inheritdoc/>
    protected override IReadOnlyList<FindingCode> ExplainedBy => [FindingCode.SwappedArguments];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        if (examination.Reading.Prediction is not (PredictionKind.Logits or PredictionKind.Scores)
            || examination.Pair is not { IsElementwise: true } pair)
        {
            yield break;
        }

        var values = pair.Prediction.Values;
        if (values.Length < Fewest || !Array.TrueForAll(values, value => value is >= 0 and <= 1))
        {
            yield break;
        }

        var hasSigns = examination.Reading.TargetDomain == Domain.Signs;
        var labels = Array.ConvertAll(pair.Target.Values, value => hasSigns ? (value + 1) / 2 : value);
        var (least, greatest) = (values.Min(), values.Max());
        if (values.Length >= Enough ? (least <= Low && greatest >= High) || IsBetterRead(values, labels) : IsToldApart(values, labels))
        {
            yield return Found("prediction",
                $"All {values.Length} predictions lie between {Say.Number(least)} and {Say.Number(greatest)}; none is negative.") with
            {
                Share = 1,
                Value = greatest,
            };
        }
    }

    private static bool IsToldApart(double[] values, double[] labels) =>
        Sense.AreBoth(labels, 0, 1) && values.Zip(labels).All(pair => pair.First != 0.5 && pair.First > 0.5 == pair.Second > 0.5);

    private static bool IsBetterRead(double[] values, double[] labels)
    {
        const double Least = 1e-7;
        var (probabilities, logits) = (0.0, 0.0);
        foreach (var (value, label) in values.Zip(labels))
        {
            var probability = Math.Clamp(value, Least, 1 - Least);
            probabilities -= (label * Math.Log(probability)) + ((1 - label) * Math.Log(1 - probability));
            logits += Math.Log(1 + Math.Exp(value)) - (label * value);
        }

        return probabilities + (Better * values.Length) < logits;
    }
}
