namespace LossKit;

/// <summary>What training with one loss in one repeat gave. The same seed gives the same numbers to the last bit.</summary>
public sealed record RunResult
{
    /// <summary>Gets which loss and repeat it is.</summary>
    public required RunKey Key { get; init; }

    /// <summary>Gets the training and validation loss of each epoch.</summary>
    public required IReadOnlyList<EpochRecord> Curve { get; init; }

    /// <summary>Gets the epoch whose weights were kept: the one with the lowest validation value. 0 where training failed at once.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Gets why training was stopped because of NaN or infinity, or null where it went well.</summary>
    public string? Failure { get; init; }

    /// <summary>Gets the rows of the test part, as indices of used rows.</summary>
    public IReadOnlyList<int> TestRows { get; init; } = [];

    /// <summary>Gets the predictions of the test rows: numbers in the target's unit, or the probabilities of the classes row by row.</summary>
    public IReadOnlyList<double> Predictions { get; init; } = [];

    /// <summary>
    /// Gets the predicted variances of the test rows in the square of the target's unit; empty where the loss has none predicted.
    /// </summary>
    public IReadOnlyList<double> Variances { get; init; } = [];

    /// <summary>Gets the metrics of the test part by id.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>Gets whether it can be compared with others.</summary>
    public bool IsComplete => Failure is null;
}
