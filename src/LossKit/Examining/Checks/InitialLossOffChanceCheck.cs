namespace LossKit;

/// <summary>An untrained model whose loss is not that of a guess.</summary>
internal sealed class InitialLossOffChanceCheck : MistakeCheck
{
    private const int Fewest = 4;
    private const int Enough = 20;
    private const double MostOfClasses = 1.5;
    private const double ByChance = 3;
    private const double LeastOfClasses = 0.5;
    private const double MostOfNumbers = 3;
    private const int EnoughNumbers = 8;
    private const double ByChanceOfNumbers = 100;
    private const double LeastOfNumbers = 0.3;

    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.InitialLossOffChance,
        FindingSeverity.Warning,
        "At the stage initial: the loss of n targets, at least 4, is above 1.5 + 3/√n times, or that of at least 20 below half, what it is "
            + "for equal scores of all classes (ln C for cross-entropy, ln 2 for "
            + "bce-with-logits); or that of at least 8 is above 3 + 100/n times, or of at least 20 below 0.3 times, what the better of the targets' mean and "
            + "median gets (the variance of the targets for mse).",
        "An untrained model knows nothing. Far above a guess it is wrong with certainty, and the first epochs only repair that; far below "
            + "it has seen the answers.",
        "Above: standardise features and targets, make the initial weights of the last layer smaller, or begin its bias at what a guess "
            + "says (the mean of the targets, the "
            + "logarithms of the class shares). Below: look for the target among the features.");

    /// <inheritdoc/>
    protected override IReadOnlyList<FindingCode> ExplainedBy => [FindingCode.SwappedArguments, FindingCode.NotFinite];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        if (examination is not { Stage: TrainingStage.Initial, Answer: { } answer } || Count(examination) is var count && count < Fewest
            || Guesses(examination) is not { Count: > 0 } guesses)
        {
            yield break;
        }

        var (found, chance) = (Mean(answer), guesses.Min(guess => OfGuess(examination, guess.Value)));
        var isNumber = examination.Reading.Prediction == PredictionKind.Values;
        var (most, least) = isNumber ? (MostOfNumbers + (ByChanceOfNumbers / count), LeastOfNumbers) : (MostOfClasses + (ByChance / Math.Sqrt(count)), LeastOfClasses);
        var isTooLarge = found > most * chance && (count >= EnoughNumbers || !isNumber);
        if (!(chance > 0) || !(isTooLarge || (count >= Enough && found < least * chance)))
        {
            yield break;
        }

        var best = guesses.MinBy(guess => OfGuess(examination, guess.Value));
        yield return Found(
            "loss",
            $"The loss is {Say.Number(found)}, and {Say.Number(chance)} for {best.Words}: {Say.Number(found / chance)} times as "
                + "much.") with
        {
            Value = found / chance,
        };
    }

    // The frames of sequences count as targets: there are few sequences and many of them.
    private static int Count(Examination examination) =>
        examination.Pair?.Target.Values.Length ?? examination.RowInputs.Select(input => input.Rows.Count).FirstOrDefault();

    private static List<(double Value, string Words)> Guesses(Examination examination) => (examination.Reading.Prediction, examination.Pair) switch
    {
        (PredictionKind.Logits or PredictionKind.Scores, _) when examination.Reading.HasClassRows => [(0, "equal scores of all classes")],
        (PredictionKind.Logits or PredictionKind.Scores, { IsElementwise: true }) => [(0, "a score of 0")],
        (PredictionKind.LogProbabilities, { Classes: > 0 and var classes }) => [(-Math.Log(classes), "equal probabilities of all classes")],
        (PredictionKind.Probabilities, { IsElementwise: true }) => [(0.5, "a probability of 0.5")],
        (PredictionKind.Values, { HasSameShape: true } pair) =>
        [
            (pair.Target.Values.Average(), "the mean of the targets"),
            (pair.Target.Values.Order().ElementAt(pair.Target.Values.Length / 2), "their median"),
        ],
        _ => [],
    };

    private static double OfGuess(Examination examination, double value) =>
        Examination.Evaluate(examination.Loss, examination.WithGuess(value), Answers.Value).Answer is { } answer
            ? Mean(answer)
            : double.PositiveInfinity;

    private static double Mean(LossAnswer answer) => answer.Value.Values.Average();
}
