namespace LossKit.Cli;

/// <summary>
/// What a comparison found, kept as <c>results.json</c>; <c>docs/results-schema.md</c> describes it for readers. It holds no time and no
/// place, so that the same request gives the same bytes.
/// </summary>
internal sealed record ResultsDocument
{
    /// <summary>The number of this form; another form has another number.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Gets the number of the form.</summary>
    public required int Format { get; init; }

    /// <summary>Gets everything that decides the numbers.</summary>
    public required RunRequest Request { get; init; }

    /// <summary>Gets what is known of the data.</summary>
    public required DataDocument Data { get; init; }

    /// <summary>Gets the rows of each part of a repeat.</summary>
    public required SplitDocument Split { get; init; }

    /// <summary>Gets the metrics.</summary>
    public required IReadOnlyList<MetricDocument> Metrics { get; init; }

    /// <summary>Gets the id of the metric that decides.</summary>
    public required string DecidingMetric { get; init; }

    /// <summary>Gets the best loss by each metric.</summary>
    public required IReadOnlyDictionary<string, string> Best { get; init; }

    /// <summary>Gets the targets of all test parts together; null for classes.</summary>
    public required Distribution? Targets { get; init; }

    /// <summary>Gets the losses.</summary>
    public required IReadOnlyList<LossDocument> Losses { get; init; }

    /// <summary>Gets what to use and why.</summary>
    public required string Verdict { get; init; }

    /// <summary>Gives the document of a comparison.</summary>
    /// <param name="request">What decides the numbers.</param>
    /// <param name="comparison">The comparison.</param>
    /// <param name="results">Its results.</param>
    /// <param name="summary">What they say together.</param>
    /// <returns>The document.</returns>
    public static ResultsDocument Of(
        RunRequest request, Comparison comparison, IReadOnlyList<RunResult> results, ComparisonSummary summary) => new()
        {
            Format = CurrentFormat,
            Request = request,
            Data = DataDocument.Of(comparison.Dataset),
            Split = SplitDocument.Of(comparison.SplitOf(1)),
            Metrics = [.. MetricSet.For(comparison.Dataset.Task).Select(MetricDocument.Of)],
            DecidingMetric = summary.DecidingMetric.Id,
            Best = summary.Best,
            Targets = summary.Targets,
            Losses = [.. comparison.Contenders.Zip(summary.Contenders, (contender, found) => LossDocument.Of(contender, found, results))],
            Verdict = summary.Verdict,
        };

    /// <summary>Gives the task.</summary>
    /// <returns>The task.</returns>
    public LearningTask ToTask() => Words.Parse<LearningTask>("The task of the run", Request.Task);

    /// <summary>Gives back what the results said together, bit for bit.</summary>
    /// <returns>The summary.</returns>
    public ComparisonSummary ToSummary() => new()
    {
        Contenders = [.. Losses.Select(loss => loss.ToSummary())],
        Best = Best,
        DecidingMetric = MetricSet.For(ToTask()).First(metric => string.Equals(metric.Id, DecidingMetric, StringComparison.Ordinal)),
        Targets = Targets,
        Verdict = Verdict,
    };
}

/// <summary>The rows of each part of a repeat.</summary>
/// <param name="Training">The rows that weights are fitted to.</param>
/// <param name="Validation">The rows that decide when to stop.</param>
/// <param name="Test">The rows that are measured.</param>
internal sealed record SplitDocument(int Training, int Validation, int Test)
{
    /// <summary>Counts the rows of a split.</summary>
    /// <param name="split">The split.</param>
    /// <returns>The counts.</returns>
    public static SplitDocument Of(DataSplit split) => new(split.Training.Length, split.Validation.Length, split.Test.Length);
}

/// <summary>What a metric is.</summary>
/// <param name="Id">Its name in files.</param>
/// <param name="Name">Its name in tables.</param>
/// <param name="Direction">Which values are good, as a word.</param>
/// <param name="Unit">What it is measured in: <c>target</c> or <c>none</c>.</param>
internal sealed record MetricDocument(string Id, string Name, string Direction, string Unit)
{
    /// <summary>Describes a metric.</summary>
    /// <param name="metric">The metric.</param>
    /// <returns>The description.</returns>
    public static MetricDocument Of(Metric metric) => new(metric.Id, metric.Name, Words.Of(metric.Direction), Words.Of(metric.Unit));
}
