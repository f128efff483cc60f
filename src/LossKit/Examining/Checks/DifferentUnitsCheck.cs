using System.Numerics.Tensors;

namespace LossKit;

/// <summary>Predictions and targets of numbers that are measured in different units: standardised, as logarithms, as bytes, per cent.</summary>
internal sealed class DifferentUnitsCheck : MistakeCheck
{
    private const int Enough = 4;
    private const int EnoughForSize = 8;
    private const double TimesLarger = 10;
    private const double WorseThanMean = 1.5;
    private const double Correlated = 0.5;

    // The mean of n targets is off by chance: its square reaches 12/n of their variance once in two thousand samples.
    private const double ByChance = 12;

    // Points of noise lie so near a line, that r² is above 1 − exp(−14/n), as seldom.
    private const double OnLineByChance = 14;
    private const double MuchWorseThanMean = 3;
    private const double WorseThanLine = 10;

    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.DifferentUnits,
        FindingSeverity.Warning,
        "At least 8 predictions of numbers, not of an untrained model: the squared error is 1.5 + 12/n times that of the mean of the "
            + "targets, and the targets (their root mean square) are 10 times as large as any prediction, or the predictions as any target. "
            + "Or, of at least 4, it is 3 times that of the mean and 10 times that of the best straight line a·prediction + b, on which half "
            + "of the targets' variance lies, and 1 − exp(−14/n) of it for small n.",
        "The model cannot come near such targets, or it knows them already and in another unit: bytes from 0 to 255 against numbers from 0 "
            + "to 1, raw targets against standardised ones, amounts against their logarithms, a sigmoid or tanh at the end of a regression.",
        "Bring both to one unit: divide bytes by 255, undo the scaling of the targets on the predictions or do it on the targets, and let "
            + "a regression end in a linear layer.");

    /// <inheritdoc/>
    protected override IReadOnlyList<FindingCode> ExplainedBy =>
        [FindingCode.SwappedArguments, FindingCode.TargetOutsideDomain, FindingCode.TermsOutOfScale];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        if (examination.Stage == TrainingStage.Initial || examination.Reading.Prediction != PredictionKind.Values
            || examination.Pair is not { HasSameShape: true, Prediction.Values: { Length: >= Enough } predictions, Target.Values: var targets }
            || !Array.TrueForAll(predictions, double.IsFinite) || !Array.TrueForAll(targets, double.IsFinite)
            || Sense.AreEqual(targets) || Sense.AreEqual(predictions))
        {
            yield break;
        }

        var line = StraightLine.Through(predictions, targets);
        var error = predictions.Zip(targets, (prediction, target) => (prediction - target) * (prediction - target)).Average();
        var times = Math.Max(Size(targets) / Largest(predictions), Size(predictions) / Largest(targets));
        var ranges = $"Predictions lie between {Say.Number(predictions.Min())} and {Say.Number(predictions.Max())}, targets between "
            + $"{Say.Number(targets.Min())} and {Say.Number(targets.Max())}";
        if (targets.Length >= EnoughForSize && times >= TimesLarger && error >= (WorseThanMean + (ByChance / targets.Length)) * line.TargetVariance)
        {
            yield return Found("prediction", $"{ranges}: the one are {Say.Number(times)} times as large as any of the other.") with
            {
                Value = times,
            };
        }
        else if (line.Explained >= Math.Max(Correlated, 1 - Math.Exp(-OnLineByChance / targets.Length))
            && error >= MuchWorseThanMean * line.TargetVariance
            && error >= WorseThanLine * (1 - line.Explained) * line.TargetVariance)
        {
            yield return Found(
                "prediction",
                $"{ranges}; {Say.Number(line.Slope)}·prediction + {Say.Number(line.Intercept)} would explain {Say.Percent(line.Explained)} of "
                    + $"the targets' variance, and the predictions are {Say.Number(error / line.TargetVariance)} times as far off as the mean of "
                    + "the targets.") with
            {
                Value = error / line.TargetVariance,
            };
        }
    }

    private static double Size(double[] values) => TensorPrimitives.Norm<double>(values) / Math.Sqrt(values.Length);

    private static double Largest(double[] values) => Math.Abs(TensorPrimitives.MaxMagnitude<double>(values));

    /// <summary>The line of least squares from predictions to targets.</summary>
    private readonly record struct StraightLine(double Slope, double Intercept, double TargetVariance, double Explained)
    {
        public static StraightLine Through(double[] predictions, double[] targets)
        {
            var (meanOfPredictions, meanOfTargets) = (predictions.Average(), targets.Average());
            var (own, others, common) = (0.0, 0.0, 0.0);
            foreach (var (prediction, target) in predictions.Zip(targets))
            {
                var (x, y) = (prediction - meanOfPredictions, target - meanOfTargets);
                own += x * x;
                others += y * y;
                common += x * y;
            }

            var slope = common / own;
            return new(slope, meanOfTargets - (slope * meanOfPredictions), others / targets.Length, common * common / own / others);
        }
    }
}
