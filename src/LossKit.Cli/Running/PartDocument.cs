namespace LossKit.Cli;

/// <summary>A finished training on disk.</summary>
internal sealed record PartDocument
{
    /// <summary>Gets the loss as it was written.</summary>
    public required string Loss { get; init; }

    /// <summary>Gets the repeat, counted from 1.</summary>
    public required int Repeat { get; init; }

    /// <summary>Gets how long training took, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Gets the epoch whose weights were kept.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Gets why training stopped because of NaN or infinity, or null.</summary>
    public required string? Failure { get; init; }

    /// <summary>Gets the training loss of each epoch.</summary>
    public required IReadOnlyList<double> Training { get; init; }

    /// <summary>Gets the validation loss of each epoch.</summary>
    public required IReadOnlyList<double> Validation { get; init; }

    /// <summary>Gets the test rows, as indices of used rows.</summary>
    public required IReadOnlyList<int> TestRows { get; init; }

    /// <summary>Gets the predictions of the test rows.</summary>
    public required IReadOnlyList<double> Predictions { get; init; }

    /// <summary>Gets the predicted variances of the test rows; empty where the loss has none predicted.</summary>
    public IReadOnlyList<double> Variances { get; init; } = [];

    /// <summary>Gets the metrics of the test part by id.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>Gives the document of a result.</summary>
    /// <param name="result">The result.</param>
    /// <param name="seconds">How long it took.</param>
    /// <returns>The document.</returns>
    public static PartDocument Of(RunResult result, double seconds) => new()
    {
        Loss = result.Key.Loss,
        Repeat = result.Key.Repeat,
        Seconds = seconds,
        BestEpoch = result.BestEpoch,
        Failure = result.Failure,
        Training = [.. result.Curve.Select(epoch => epoch.Training)],
        Validation = [.. result.Curve.Select(epoch => epoch.Validation)],
        TestRows = result.TestRows,
        Predictions = result.Predictions,
        Variances = result.Variances,
        Metrics = result.Metrics,
    };

    /// <summary>Gives the result back, bit for bit.</summary>
    /// <returns>The result.</returns>
    public RunResult ToResult() => new()
    {
        Key = new(Loss, Repeat),
        Curve = [.. Training.Zip(Validation, (training, validation) => (training, validation))
            .Select((pair, index) => new EpochRecord(index + 1, pair.training, pair.validation))],
        BestEpoch = BestEpoch,
        Failure = Failure,
        TestRows = TestRows,
        Predictions = Predictions,
        Variances = Variances,
        Metrics = Metrics,
    };
}
