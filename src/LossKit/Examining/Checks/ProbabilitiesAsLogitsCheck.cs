namespace LossKit;

/// <summary>Probabilities where logits or scores belong: of single labels, or of each class by itself.</summary>
internal sealed class ProbabilitiesAsLogitsCheck : MistakeCheck
{
    /// <summary>What probabilities mean to a loss that asks for a margin between classes.</summary>
    public const string NoMargin = "The loss asks the true class to lead by a margin, and probabilities differ by at most 1: a margin of 1 takes "
        + "certainty, and a larger one cannot be reached.";

    private const int Fewest = 4;
    private const int Enough = 8;
    private const int Many = 20;
    private const double Low = 0.3;
    private const double LowOfFew = 0.2;
    private const double Better = 0.02;
    private const double BetterInAll = 3;

    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.ProbabilitiesAsLogits,
        FindingSeverity.Error,
        "All predictions of a loss of logits or margins lie in [0, 1], and of at least 4 their threshold 0.5 tells the labels apart "
            + "without an error; or of 20 or more some lie at or below 0.3 and some at or above 0.7 (of 8 to 19: 0.2 and 0.8); or of at least "
            + "8 they explain the labels better as probabilities than as logits, by 0.02 nats each, and than the share of the labels, by 3 "
            + "nats in all. Logits have both signs wherever both labels are predicted. Where classes compete: both of that, for at least 8 rows.",
        "The loss applies a sigmoid itself. Behind another one its probabilities lie between 0.5 and 0.73, so that it cannot fall below "
            + "0.31 for a 1 and 0.69 for a 0.",
        "Leave the sigmoid out of the model and give its raw output; or, where only probabilities are to be had, use bce.");

    /// <inheritdoc/>
    protected override IReadOnlyList<FindingCode> ExplainedBy => [FindingCode.SwappedArguments, FindingCode.SoftmaxedRows];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        if (examination.Reading.Prediction is not (PredictionKind.Logits or PredictionKind.Scores) || examination.Pair is not { } pair
            || !Array.TrueForAll(pair.Prediction.Values, value => value is >= 0 and <= 1))
        {
            yield break;
        }

        var values = pair.Prediction.Values;
        if (pair.IsElementwise ? AreLabels(values, pair.LabelsAsZeroOne) : pair is { HasIndices: true, PredictionRows: { } rows } && AreClasses(rows, pair))
        {
            var finding = Found(
                pair.PredictionName,
                $"All {values.Length} predictions lie between {Say.Number(values.Min())} and {Say.Number(values.Max())}; none is negative.") with
            {
                Share = 1,
                Value = values.Max(),
            };
            yield return (examination.Reading.Prediction, pair.IsElementwise) switch
            {
                (PredictionKind.Scores, true) => finding with
                {
                    Why = "The loss asks for scores on both sides of 0, by a margin: without a negative one the label -1 is never predicted.",
                    Fix = "Leave the sigmoid out of the model and give its raw output; or, where only probabilities are to be had, give "
                        + "2p − 1.",
                },
                (PredictionKind.Scores, false) => finding with
                {
                    Why = NoMargin,
                    Fix = "Leave the sigmoid out of the model and give its raw output.",
                },
                (_, false) => finding with
                {
                    Why = "The loss applies a softmax itself: behind a sigmoid scores differ by at most 1, and no class can get more than "
                        + $"{Say.Number(Math.E / (Math.E + pair.Classes - 1))} of the probability.",
                    Fix = "Leave the sigmoid out of the model and give its raw output; where several classes can hold at once, use "
                        + "bce-with-logits with a label for each.",
                },
                _ => finding,
            };
        }
    }

    private static bool AreLabels(double[] values, double[] labels) =>
        (values.Length >= Fewest && LabelReading.IsToldApart(values, labels, 0.5))
        || (values.Length >= Enough && (SpanBoth(values, values.Length) || IsBetterRead(values, labels)));

    // Small logits of a model that knows nothing read better, too, where one label is rare; but no better than the label's share.
    private static bool IsBetterRead(double[] values, double[] labels)
    {
        var read = LabelReading.OfProbabilities(values, labels);
        return read + Better < LabelReading.OfLogits(values, labels) && read + (BetterInAll / values.Length) < LabelReading.OfShare(labels);
    }

    private static bool AreClasses(ClassRows rows, PredictionPair pair)
    {
        if (rows.Count < Enough || !SpanBoth(pair.Prediction.Values, rows.Count))
        {
            return false;
        }

        var (shares, scores, count) = (0.0, 0.0, 0);
        foreach (var (row, target) in pair.CountedIndices.Where(item => item.Value >= 0 && item.Value < rows.Classes))
        {
            double[] numbers = [.. rows.Numbers(row)];
            shares += LabelReading.OfShares(numbers, (int)target);
            scores += LabelReading.OfScores(numbers, (int)target);
            count++;
        }

        return count >= Enough && shares + (Better * count) < scores && shares + BetterInAll < count * Math.Log(rows.Classes);
    }

    private static bool SpanBoth(double[] values, int rows)
    {
        var low = rows >= Many ? Low : LowOfFew;
        return values.Min() <= low && values.Max() >= 1 - low;
    }
}
