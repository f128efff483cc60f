namespace LossKit;

/// <summary>Prediction and target that changed places.</summary>
internal sealed class SwappedArgumentsCheck : MistakeCheck
{
    private const int Fewest = 4;

    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.SwappedArguments,
        FindingSeverity.Error,
        "Predictions that look like targets beside targets that look like predictions: labels (0 and 1, or −1 and +1, both present) or "
            + "counts, at least "
            + "4 of them, against numbers at least half of which are none; an array of class indices against scores [N,C]; one-hot rows "
            + "against rows that are "
            + "no distribution; probabilities against log-probabilities; of a regression at least 20 whole numbers (each twice on average, where "
            + "both are in one unit) against numbers nine tenths of which have fractions and stand there once.",
        "The loss takes labels for scores and the reverse; its gradient goes to the labels and the model learns nothing.",
        "Give the model's output as prediction and the labels as target; in LossKit the prediction comes first: loss.Evaluate(prediction, "
            + "target).");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        if (examination.Pair is { } pair
            && (Reason(examination.Reading, pair) ?? (examination.Loss.Card.Family == LossFamily.Regression ? OfWholeNumbers(examination.Reading, pair) : null)) is { } reason)
        {
            yield return Found(pair.PredictionName, reason);
        }
    }

    private static string? Reason(LossReading reading, PredictionPair pair)
    {
        var (prediction, target) = (pair.Prediction, pair.Target);
        return reading.HasClassRows ? OfClasses(reading, prediction, target)
            : !pair.HasSameShape || prediction.Values.Length < Fewest ? null
            : Sense.AreLabels(reading.TargetDomain) ? OfLabels(prediction.Values, target.Values)
            : !reading.TargetDomain.IsUnbounded ? OfCounts(reading.TargetDomain, prediction.Values, target.Values)
            : null;
    }

    private static string? OfClasses(LossReading reading, NamedArray prediction, NamedArray target)
    {
        if (reading.TakesIndices && target.Shape.Length == prediction.Shape.Length + 1 && target.Shape.Length >= 2)
        {
            int[] indices = [target.Shape[0], .. target.Shape[2..]];
            return indices.AsSpan().SequenceEqual(prediction.Shape) && Sense.AreWhole(prediction.Values)
                ? $"prediction has shape {Sentences.Shape<int>(prediction.Shape)} and holds whole numbers, as class indices do, and "
                    + "target has shape "
                    + $"{Sentences.Shape<int>(target.Shape)}, as scores do."
                : null;
        }

        return prediction.Shape.AsSpan().SequenceEqual(target.Shape)
            && ClassRows.Of(prediction) is { } given && ClassRows.Of(target) is { } wanted
            ? OfRows(reading, given, wanted)
            : null;
    }

    private static string? OfRows(LossReading reading, ClassRows given, ClassRows wanted)
    {
        if (given.Count < 2)
        {
            return null;
        }

        if (reading.Prediction == PredictionKind.LogProbabilities)
        {
            return given.All(given.IsDistribution) && wanted.All(wanted.IsLogDistribution)
                ? "The rows of prediction are probabilities, and those of target logarithms of probabilities."
                : null;
        }

        return reading.Prediction == PredictionKind.Logits && given.All(given.IsOneHot) && !wanted.All(wanted.IsDistribution)
            && !wanted.All(row => wanted.Numbers(row).All(number => number is >= 0 and <= 1))
            ? "The rows of prediction are one-hot, and those of target are no probabilities."
            : null;
    }

    private static string? OfLabels(double[] prediction, double[] target)
    {
        var (low, high) = Sense.AreBoth(prediction, 0, 1) ? (0, 1) : Sense.AreBoth(prediction, -1, 1) ? (-1, 1) : (0, 0);
        var others = target.Count(value => value != low && value != high && value is not (0 or 1 or -1));
        return low != high && 2 * others >= target.Length
            ? $"prediction holds nothing but {low} and {high}, as labels do, and {Say.Of(others, target.Length)} targets are no labels."
            : null;
    }

    private static string? OfCounts(Domain domain, double[] prediction, double[] target)
    {
        var outside = target.Count(value => !domain.Contains(value));
        var fractions = target.Count(value => !double.IsInteger(value));
        return outside > 0 && 2 * fractions >= target.Length && Sense.AreWhole(prediction) && !Sense.AreEqual(prediction)
            && Array.TrueForAll(prediction, domain.Contains)
            ? $"prediction holds nothing but whole numbers that could be targets ({domain}), and {Say.Of(outside, target.Length)} targets "
                + "could not."
            : null;
    }

    // What a network puts out is hardly ever whole and hardly ever twice the same; ratings, counts and labels are both. Predictions in the
    // unit of the targets may have been rounded.
    private static string? OfWholeNumbers(LossReading reading, PredictionPair pair)
    {
        const int Enough = 20;
        const double Most = 0.9;
        var (prediction, target) = (pair.Prediction.Values, pair.Target.Values);
        var (distinct, fractions) = (prediction.Distinct().Count(), target.Where(value => !double.IsInteger(value)).Distinct().Count());
        return pair.HasSameShape && prediction.Length >= Enough && Sense.AreWhole(prediction) && distinct >= 2
            && (reading.Prediction != PredictionKind.Values || 2 * distinct <= prediction.Length)
            && fractions >= Most * target.Length
            ? $"prediction holds nothing but {distinct} whole numbers, as labels and counts do, and {Say.Of(fractions, target.Length)} targets "
                + "have fractions of their own, as the output of a model has."
            : null;
    }
}
