namespace LossKit;

/// <summary>A metric that asks for something else than the loss is smallest for.</summary>
internal sealed class MetricDisagreesCheck : MistakeCheck
{
    private const double MostRegret = 0.1;
    private const int Enough = 50;
    private const double MostOfOneClass = 0.8;

    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.MetricDisagrees,
        FindingSeverity.Warning,
        "A metric of numbers with a loss of classes, or the reverse; for numbers, the constant that the loss likes best on a skewed "
            + "sample (0, 0, 1, 5, 14, standardised) is more than "
            + "10 % worse by the metric than the metric's own; for classes, a metric of probabilities with a loss that is not smallest "
            + "for the true ones (margins, focal, smoothing, class "
            + "weights), or accuracy where a class has 80 % of at least 50 targets.",
        "Training makes the loss small and not the metric: the mean is not the median, a margin is no probability, and who always names "
            + "the common class is accurate.",
        "Train with the loss that fits the metric: mse for RMSE and R², mae for MAE and the median, quantile for pinball, cross-entropy "
            + "or bce-with-logits for log-loss, Brier and "
            + "calibration; judge unequal classes by macro-f1 or auprc.");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        if (examination is not { Metric: { } metric, Pair: { } pair })
        {
            return [];
        }

        var family = examination.Loss.Card.Family;
        var isOfNumbers = metric.Judges == Judged.Numbers;
        return (family == LossFamily.Regression) != isOfNumbers && family is LossFamily.Regression or LossFamily.Classification
            ? [OfOtherTask(examination.Loss, metric)]
            : isOfNumbers ? OfNumbers(examination, metric)
            : metric.Judges == Judged.Probabilities ? OfProbabilities(examination, metric)
            : metric.Judges == Judged.Decisions ? OfDecisions(examination.Reading, pair, metric)
            : [];
    }

    private Finding OfOtherTask(Loss loss, JudgedMetric metric) => Found(
        "loss",
        $"{metric.Name} judges {(metric.Judges == Judged.Numbers ? "numbers" : "classes")}, and {loss.Card.Id} is a loss of "
        + $"{(metric.Judges == Judged.Numbers ? "classes" : "numbers")}.",
        metric.Judges == Judged.Numbers
            ? $"Train with {metric.FittingLoss}."
            : "Train with cross-entropy, or bce-with-logits for two classes.");

    private IEnumerable<Finding> OfNumbers(Examination examination, JudgedMetric metric)
    {
        if (examination.Reading.Prediction != PredictionKind.Values || examination.Loss is not MatchedLoss { PredictionsPerTarget: 1 } loss)
        {
            yield break;
        }

        var (ofLoss, ofMetric) = (SkewedSample.BestConstant(SkewedSample.CostOf(loss)), SkewedSample.BestConstant(metric.Cost!));
        var regret = (metric.Cost!(ofLoss) / metric.Cost(ofMetric)) - 1;
        if (regret > MostRegret)
        {
            yield return Found(
                "loss",
                $"On a skewed sample {loss.Card.Id} is smallest at {Say.Number(ofLoss)} and {metric.Name} at {Say.Number(ofMetric)}: what "
                    + $"{loss.Card.Id} likes best is "
                + $"{Say.Percent(regret)} worse by {metric.Name}.",
                $"Train with {metric.FittingLoss}, whose minimum is that of {metric.Name}; or judge by what {loss.Card.Id} is "
                    + "for.") with
            {
                Value = regret,
            };
        }
    }

    private IEnumerable<Finding> OfProbabilities(Examination examination, JudgedMetric metric)
    {
        var (loss, reading) = (examination.Loss, examination.Reading);
        var isProper = loss.Traits.HasFlag(LossTraits.Proper)
            || reading is { Prediction: PredictionKind.LogProbabilities, IsWeighted: false };
        if (!isProper && loss.Card.Family == LossFamily.Classification)
        {
            yield return Found(
                "loss",
                reading.Prediction == PredictionKind.Scores
                    ? $"{metric.Name} judges probabilities, and the scores of {loss.Card.Id} are none."
                    : $"{metric.Name} judges probabilities, and {loss.Card.Id} with these options is not smallest for the true ones.",
                $"Train with {(reading.HasClassRows ? "cross-entropy" : "bce-with-logits")} without weights or smoothing; or calibrate "
                    + "afterwards, by "
                + (reading.HasClassRows ? "a temperature fitted on held-out rows." : "Platt scaling on held-out rows."));
        }
    }

    private IEnumerable<Finding> OfDecisions(LossReading reading, PredictionPair pair, JudgedMetric metric)
    {
        if (metric.Name != JudgedMetric.Accuracy || !(pair.HasIndices || (pair.IsElementwise && Sense.AreLabels(reading.TargetDomain))))
        {
            yield break;
        }

        var targets = pair.HasIndices ? [.. pair.CountedIndices.Select(item => item.Value)] : pair.Target.Values;
        if (targets.Length < Enough)
        {
            yield break;
        }

        var common = targets.CountBy(target => target).MaxBy(group => group.Value);
        if (common.Value >= MostOfOneClass * targets.Length)
        {
            yield return Found(
                "target",
                $"{Say.Of(common.Value, targets.Length)} targets are {Say.Number(common.Key)}: naming nothing else is as accurate as that.",
                "Judge by macro-f1 or auprc, and weigh the classes or use focal or sigmoid-focal; accuracy says something above that "
                    + "share only.") with
            {
                Share = (double)common.Value / targets.Length,
                Value = common.Key,
            };
        }
    }
}
