namespace LossKit;

/// <summary>One loss over all repeats.</summary>
public sealed record ContenderSummary
{
    /// <summary>Gets the loss as it was written.</summary>
    public required string Loss { get; init; }

    /// <summary>Gets each metric over the repeats, by id; empty where no repeat was finished.</summary>
    public required IReadOnlyDictionary<string, MetricSummary> Metrics { get; init; }

    /// <summary>Gets the sentences of the repeats that failed.</summary>
    public required IReadOnlyList<string> Failures { get; init; }

    /// <summary>Gets the predictions of all test parts together; null for classes and where no repeat was finished.</summary>
    public Distribution? Predictions { get; init; }

    /// <summary>Gets prediction − target of all test parts together; null for classes and where no repeat was finished.</summary>
    public Distribution? Residuals { get; init; }

    /// <summary>Gets whether every repeat was finished, so that it can be compared.</summary>
    public bool IsComplete => Failures.Count == 0;
}
