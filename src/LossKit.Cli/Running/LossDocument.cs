namespace LossKit.Cli;

/// <summary>What was found for one loss.</summary>
internal sealed record LossDocument
{
    /// <summary>Gets the loss as it was written.</summary>
    public required string Loss { get; init; }

    /// <summary>Gets how it was put on the network, where that needs saying; else an empty text.</summary>
    public required string Note { get; init; }

    /// <summary>Gets whether every repeat was trained to its end.</summary>
    public required bool Complete { get; init; }

    /// <summary>Gets each metric over the repeats, by id.</summary>
    public required IReadOnlyDictionary<string, MetricValuesDocument> Metrics { get; init; }

    /// <summary>Gets the predictions of all test parts together; null for classes.</summary>
    public required Distribution? Predictions { get; init; }

    /// <summary>Gets prediction − target of all test parts together; null for classes.</summary>
    public required Distribution? Residuals { get; init; }

    /// <summary>Gets the repeats.</summary>
    public required IReadOnlyList<RepeatDocument> Repeats { get; init; }

    /// <summary>Gives back what was found, bit for bit.</summary>
    /// <returns>What was found.</returns>
    public ContenderSummary ToSummary() => new()
    {
        Loss = Loss,
        Metrics = Metrics.ToDictionary(pair => pair.Key, pair => pair.Value.ToSummary(), StringComparer.Ordinal),
        Failures = [.. Repeats.Where(repeat => repeat.Failure is not null).Select(repeat => $"repeat {repeat.Repeat}: {repeat.Failure}")],
        Predictions = Predictions,
        Residuals = Residuals,
    };

    /// <summary>Gives the document of a loss.</summary>
    /// <param name="contender">The loss.</param>
    /// <param name="summary">What was found over its repeats.</param>
    /// <param name="results">The results of all losses.</param>
    /// <returns>The document.</returns>
    public static LossDocument Of(Contender contender, ContenderSummary summary, IReadOnlyList<RunResult> results) => new()
    {
        Loss = contender.Text,
        Note = contender.Head.Note,
        Complete = summary.IsComplete,
        Metrics = summary.Metrics.ToDictionary(pair => pair.Key, pair => MetricValuesDocument.Of(pair.Value), StringComparer.Ordinal),
        Predictions = summary.Predictions,
        Residuals = summary.Residuals,
        Repeats =
        [
            .. results.Where(result => string.Equals(result.Key.Loss, contender.Text, StringComparison.Ordinal)).Select(RepeatDocument.Of),
        ],
    };
}

/// <summary>One metric of one loss.</summary>
/// <param name="Values">Its value in each repeat that was finished.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Lower">The lower end of the 95 % interval; NaN for a single repeat.</param>
/// <param name="Upper">The upper end of the 95 % interval; NaN for a single repeat.</param>
/// <param name="ToBest">The paired difference to the best loss; null for the best and for one that was not finished.</param>
internal sealed record MetricValuesDocument(
    IReadOnlyList<double> Values, double Mean, double Lower, double Upper, DifferenceDocument? ToBest)
{
    /// <summary>Gives the document of a metric's values.</summary>
    /// <param name="summary">The values.</param>
    /// <returns>The document.</returns>
    public static MetricValuesDocument Of(MetricSummary summary) => new(
        summary.Values,
        summary.Interval.Mean,
        summary.Interval.Lower,
        summary.Interval.Upper,
        summary.ToBest is { } difference ? DifferenceDocument.Of(difference) : null);

    /// <summary>Gives the values back.</summary>
    /// <returns>The values.</returns>
    public MetricSummary ToSummary() => new(Values, new(Mean, Lower, Upper, Values.Count), ToBest?.ToDifference(Values.Count));
}

/// <summary>The paired difference of a loss to the best.</summary>
/// <param name="Mean">The mean of loss − best over the repeats.</param>
/// <param name="Lower">The lower end of the 95 % interval.</param>
/// <param name="Upper">The upper end of the 95 % interval.</param>
/// <param name="Probability">The two-sided p-value.</param>
/// <param name="Verdict">What follows, as a word.</param>
internal sealed record DifferenceDocument(double Mean, double Lower, double Upper, double Probability, string Verdict)
{
    /// <summary>Gives the document of a difference.</summary>
    /// <param name="difference">The difference.</param>
    /// <returns>The document.</returns>
    public static DifferenceDocument Of(PairedDifference difference) => new(
        difference.Interval.Mean,
        difference.Interval.Lower,
        difference.Interval.Upper,
        difference.Probability,
        Words.Of(difference.Verdict));

    /// <summary>Gives the difference back.</summary>
    /// <param name="repeats">How many repeats it was measured in.</param>
    /// <returns>The difference.</returns>
    public PairedDifference ToDifference(int repeats) =>
        new(new(Mean, Lower, Upper, repeats), Probability, Words.Parse<DifferenceVerdict>("The verdict of a difference", Verdict));
}

/// <summary>How the training of a loss went in one repeat.</summary>
/// <param name="Repeat">The repeat, counted from 1.</param>
/// <param name="Epochs">The epochs that were trained to their end.</param>
/// <param name="BestEpoch">The epoch whose weights were kept.</param>
/// <param name="Validation">Its validation value, in the loss's own scale; null where none was finite.</param>
/// <param name="Failure">Why training stopped because of NaN or infinity, or null.</param>
/// <param name="TrainingCurve">The mean training loss of each epoch, in the loss's own scale.</param>
/// <param name="ValidationCurve">The loss of the validation part after each epoch, in the loss's own scale.</param>
internal sealed record RepeatDocument(
    int Repeat,
    int Epochs,
    int BestEpoch,
    double? Validation,
    string? Failure,
    IReadOnlyList<double> TrainingCurve,
    IReadOnlyList<double> ValidationCurve)
{
    /// <summary>Gives the document of a result.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The document.</returns>
    public static RepeatDocument Of(RunResult result) => new(
        result.Key.Repeat,
        result.Curve.Count,
        result.BestEpoch,
        result.BestEpoch > 0 ? result.Curve[result.BestEpoch - 1].Validation : null,
        result.Failure,
        [.. result.Curve.Select(epoch => epoch.Training)],
        [.. result.Curve.Select(epoch => epoch.Validation)]);
}
