namespace LossKit;

/// <summary>Means where a likelihood takes their logarithms, or the reverse.</summary>
internal sealed class MeansOnWrongScaleCheck : MistakeCheck
{
    private const int Enough = 4;
    private const double Better = 0.1;
    private const double BetterInAll = 3;
    private const double MostOff = 2;

    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.MeansOnWrongScale,
        FindingSeverity.Error,
        "Of at least 4 predictions of a loss with an option log-input, all are positive, and read the other way (as means instead of their "
            + "logarithms, or the reverse) they explain the targets better by 0.1 nats each, 3 in all, and add up to the targets within a factor "
            + "of 2.",
        "The loss takes a mean of 5 for e⁵ = 148, or its logarithm of 1.6 for the mean itself: it pushes all predictions to where the "
            + "other reading would have been right, or overflows.",
        "Say by log-input what the predictions are: log-input=false for means; better, let the model predict logarithms, which may be "
            + "negative.");

    /// <inheritdoc/>
    protected override IReadOnlyList<FindingCode> ExplainedBy => [FindingCode.SwappedArguments, FindingCode.TargetOutsideDomain];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        if (!examination.Loss.Card.Options.Any(option => option.Name == MeanOptions.LogInput)
            || examination.Pair is not { IsElementwise: true, Prediction.Values: { Length: >= Enough } values } pair
            || !Array.TrueForAll(values, value => value > 0 && double.IsFinite(value)))
        {
            yield break;
        }

        var takesLogarithms = LossReading.DomainOf(examination.Loss, pair.PredictionName).IsUnbounded;
        var other = Array.ConvertAll<double, double>(values, takesLogarithms ? Math.Log : Math.Exp);
        var (asGiven, otherwise) = (Cost(examination, values), Cost(examination, other));
        var sum = (takesLogarithms ? values : other).Sum();
        var ratio = sum / pair.Target.Values.Sum();
        if (otherwise + Math.Max(Better, BetterInAll / values.Length) < asGiven && ratio is > 1 / MostOff and < MostOff)
        {
            yield return Found(
                pair.PredictionName,
                $"The {values.Length} predictions, from {Say.Number(values.Min())} to {Say.Number(values.Max())}, explain the targets better "
                    + $"as {(takesLogarithms ? "means than as logarithms of means" : "logarithms of means than as means")}: the loss would be "
                    + $"{Say.Number(otherwise)} instead of {Say.Number(asGiven)}.",
                takesLogarithms
                    ? $"Write {examination.Loss.Card.Id}:{MeanOptions.LogInput}=false; or give the logarithms of the means."
                    : $"Write {examination.Loss.Card.Id}:{MeanOptions.LogInput}=true; or give exp of the predictions.") with
            {
                Share = 1,
                Value = asGiven - otherwise,
            };
        }
    }

    private static double Cost(Examination examination, double[] prediction)
    {
        var inputs = examination.WithPrediction(new(prediction, examination.Pair!.Prediction.Shape));
        var (answer, _) = Examination.Evaluate(examination.Loss, inputs, Answers.Value);
        return answer is { } given && !double.IsNaN(given.Value.Values.Sum()) ? given.Value.Values.Average() : double.PositiveInfinity;
    }
}
