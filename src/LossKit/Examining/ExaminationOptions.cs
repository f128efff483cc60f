namespace LossKit;

/// <summary>What the doctor is told beside the loss and its inputs.</summary>
public sealed record ExaminationOptions
{
    /// <summary>
    /// Gets the id of the metric that results are judged by, one of <see cref="LossDoctor.Metrics"/>; null where none is named, and metric
    /// and loss are not held against each other.
    /// </summary>
    public string? Metric { get; init; }

    /// <summary>Gets where in training the predictions come from.</summary>
    public TrainingStage Stage { get; init; }
}

/// <summary>Where in training predictions come from.</summary>
public enum TrainingStage
{
    /// <summary>Nobody said: checks that need to know are left out.</summary>
    Unknown,

    /// <summary>From a model that was not trained yet.</summary>
    Initial,

    /// <summary>From a model that was trained.</summary>
    Trained,
}
