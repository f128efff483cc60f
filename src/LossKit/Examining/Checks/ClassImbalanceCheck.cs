namespace LossKit;

/// <summary>Classes of very different sizes that nothing weighs.</summary>
internal sealed class ClassImbalanceCheck : MistakeCheck
{
    private const int Enough = 50;
    private const int EnoughEach = 20;
    private const double Most = 9;

    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.ClassImbalance,
        FindingSeverity.Advice,
        "The commonest class has at least 9 times the targets of the rarest, among at least 50 targets and 20 for each class on average, "
            + "and neither classes nor elements "
            + "are weighted. Not looked for in losses that turn down what is easy (an option gamma), nor where the metric is one of "
            + "probabilities, which weights would distort.",
        "The loss is smallest when the common class is right; the rare one adds so little that it may never be predicted.",
        "Weigh classes by their inverse frequency, N/(K·n), whose mean over the targets is 1; or use focal or sigmoid-focal. Weighted "
            + "probabilities are those of balanced "
            + "classes: do not weigh where probabilities themselves are wanted.");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        var (loss, reading) = (examination.Loss, examination.Reading);
        if (examination.Pair is not { } pair || loss.Card.Family != LossFamily.Classification
            || reading.IsWeighted || examination.Inputs.ContainsKey("weight")
            || examination.Metric is { Judges: Judged.Probabilities }
            || loss.Card.Options.Any(option => option.Name.StartsWith("gamma", StringComparison.Ordinal)))
        {
            return [];
        }

        return pair.HasIndices ? OfIndices(loss, pair)
            : pair.IsElementwise && Sense.AreLabels(reading.TargetDomain) ? OfLabels(loss, reading, pair)
            : [];
    }

    private IEnumerable<Finding> OfIndices(Loss loss, PredictionPair pair)
    {
        var counted = pair.CountedIndices.Select(item => item.Value)
            .Where(value => value >= 0 && value < pair.Classes && double.IsInteger(value))
            .ToArray();
        var counts = new int[pair.Classes];
        foreach (var value in counted)
        {
            counts[(int)value]++;
        }

        var present = counts.Count(count => count > 0);
        if (!IsImbalanced(counted.Length, counts) || present < 2)
        {
            yield break;
        }

        // A class that is not there cannot be weighed by what is not known of it.
        var weights = Array.ConvertAll(counts, count => count == 0 ? 1 : (double)counted.Length / present / count);
        var (rare, common) = (counts.Where(count => count > 0).Min(), counts.Max());
        yield return Found(
            "target",
            $"Class {Array.IndexOf(counts, common)} has {Say.Of(common, counted.Length)} targets, class {Array.IndexOf(counts, rare)} "
                + $"only {rare}, and no class is weighted.",
            loss.Card.Inputs.Any(input => input.Role == InputRole.ClassWeight)
                ? $"new {loss.GetType().Name}(classWeights: [{Say.List(weights)}]) weighs classes by their inverse frequency; focal needs "
                    + "no weights."
                : $"cross-entropy takes class weights: new {nameof(CrossEntropyLoss)}(classWeights: [{Say.List(weights)}]); focal needs "
                    + "none.") with
        {
            Share = (double)rare / counted.Length,
            Value = (double)common / rare,
            Suggested = weights,
        };
    }

    private IEnumerable<Finding> OfLabels(Loss loss, LossReading reading, PredictionPair pair)
    {
        var middle = reading.TargetDomain == Domain.Signs ? 0 : 0.5;
        var all = pair.Target.Values.Length;
        var positive = pair.Target.Values.Count(value => value > middle);
        if (positive == 0 || positive == all || !IsImbalanced(all, [positive, all - positive]))
        {
            yield break;
        }

        var ratio = (double)(all - positive) / positive;
        double[] weights = [all / 2.0 / (all - positive), all / 2.0 / positive];
        var elements = $"give each element a weight, {Say.Number(weights[1])} for the positive labels and {Say.Number(weights[0])} for the "
            + "others";
        yield return Found(
            "target",
            $"{Say.Of(positive, all)} labels are positive, and none is weighted.",
            loss is BceWithLogitsLoss && pair.Prediction.Shape is [_] or [_, 1]
                ? $"new {nameof(BceWithLogitsLoss)}(posWeights: [{Say.Number(ratio)}]) makes both labels count the same (a tensor is then "
                    + $"[N,1]); or {elements}; "
                    + "sigmoid-focal needs none."
                : $"{char.ToUpperInvariant(elements[0])}{elements[1..]}; sigmoid-focal needs none.") with
        {
            Share = (double)positive / all,
            Value = Math.Max(ratio, 1 / ratio),
            Suggested = weights,
        };
    }

    private static bool IsImbalanced(int all, int[] counts)
    {
        var present = counts.Count(count => count > 0);
        return all >= Enough && present > 0 && all >= EnoughEach * present && counts.Max() >= Most * counts.Where(count => count > 0).Min();
    }
}
