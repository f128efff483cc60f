namespace LossKit;

/// <summary>Predictions that float rounds to certainty.</summary>
internal sealed class SaturatedPredictionCheck : MistakeCheck
{
    private const int Enough = 8;
    private const double CertainLogit = 17;
    private const double CertainProbability = 1e-7;
    private const double Some = 0.1;
    private const double Most = 0.9;

    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.SaturatedPrediction,
        FindingSeverity.Warning,
        "Of at least 8 predictions (rows, where classes compete) 90 % are certain in single precision, a logit 17 or more from 0 or ahead "
            + "of all others, or a probability "
            + "within 1e-7 of 0 or 1; or 10 % are, and of these 5 % are wrong. Not looked for in an untrained model, whose loss says it.",
        "A certain prediction has no gradient left where it is right, and where it is wrong its cost is that of the clamp or of an "
            + "outlier; probabilities of 0 and 1 "
            + "are no forecasts.",
        "Check that scores are not multiplied (a temperature below 1, unscaled features), lower the learning rate, add weight decay or "
            + "label smoothing; with probabilities, "
            + "give the logits to bce-with-logits.");

    /// <inheritdoc/>
    protected override IReadOnlyList<FindingCode> ExplainedBy =>
        [
            FindingCode.SwappedArguments, FindingCode.ProbabilitiesAsLogits, FindingCode.SoftmaxedRows, FindingCode.ConstantPrediction,
            FindingCode.LogitsAsProbabilities, FindingCode.PercentagesAsProbabilities,
        ];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        if (examination is not { Pair: { } pair, Loss.Card.Family: LossFamily.Classification, Stage: not TrainingStage.Initial }
            || examination.Reading.Prediction is PredictionKind.Other or PredictionKind.Values or PredictionKind.Scores)
        {
            yield break;
        }

        var calls = pair.IsElementwise ? OfLabels(examination.Reading, pair)
            : pair is { HasIndices: true, PredictionRows: { } rows } ? OfRows(examination.Reading, pair, rows)
            : [];
        var all = calls.Count;
        var certain = calls.Count(call => call.IsCertain);
        var wrong = calls.Count(call => call is { IsCertain: true, IsWrong: true });
        if (all >= Enough && (certain >= Most * all || (certain >= Some * all && wrong >= 0.05 * certain && wrong > 0)))
        {
            yield return Found(pair.PredictionName,
                $"{Say.Of(certain, all)} predictions are certain in single precision, and {wrong} of these are wrong.") with
            {
                Share = (double)certain / all,
                Value = wrong,
            };
        }
    }

    private static List<(bool IsCertain, bool IsWrong)> OfLabels(LossReading reading, PredictionPair pair)
    {
        var isLogit = reading.Prediction == PredictionKind.Logits;
        var middle = reading.TargetDomain == Domain.Signs ? 0 : 0.5;
        return [.. pair.Prediction.Values.Zip(pair.Target.Values, (value, label) => (
            isLogit ? Math.Abs(value) >= CertainLogit : value <= CertainProbability || value >= 1 - CertainProbability,
            value > (isLogit ? 0 : 0.5) != label > middle))];
    }

    private static List<(bool IsCertain, bool IsWrong)> OfRows(LossReading reading, PredictionPair pair, ClassRows rows) =>
    [
        .. pair.CountedIndices.Where(item => item.Index < rows.Count).Select(item =>
        {
            var largest = rows.Largest(item.Index);
            var others = rows.Numbers(item.Index).Where((_, @class) => @class != largest).Max();
            var lead = rows.At(item.Index, largest) - others;
            var isProbability = reading.Prediction == PredictionKind.Probabilities;
            return (isProbability ? others <= CertainProbability : lead >= CertainLogit, largest != item.Value);
        }),
    ];
}
