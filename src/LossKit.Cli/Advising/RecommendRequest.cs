namespace LossKit.Cli;

/// <summary>For whom a recommendation is written.</summary>
internal enum RecommendOutput
{
    /// <summary>People.</summary>
    Text,

    /// <summary>Programs.</summary>
    Json,
}

/// <summary>How the recommended losses are raced.</summary>
/// <param name="Repeats">The repeats; null for those of compare.</param>
/// <param name="Epochs">The most epochs; null for those of compare.</param>
/// <param name="Out">The folder of the run; null for one named by data and time.</param>
internal sealed record ProofRequest(int? Repeats, int? Epochs, string? Out);

/// <summary>What <c>losskit recommend</c> was asked.</summary>
internal sealed record RecommendRequest
{
    /// <summary>Gets the file with the table, or null.</summary>
    public string? Data { get; init; }

    /// <summary>Gets the target as it was written, or null.</summary>
    public string? Target { get; init; }

    /// <summary>Gets the task; null reads it off the target.</summary>
    public AdviceTask? Task { get; init; }

    /// <summary>Gets what was said.</summary>
    public IReadOnlyList<Circumstance> Having { get; init; } = [];

    /// <summary>Gets the values of <c>--drop</c>, each a column or several with commas between.</summary>
    public IReadOnlyList<string> Drop { get; init; } = [];

    /// <summary>Gets the values of <c>--categorical</c>, as <see cref="Drop"/>.</summary>
    public IReadOnlyList<string> Categorical { get; init; } = [];

    /// <summary>Gets for whom it is written.</summary>
    public RecommendOutput Output { get; init; }

    /// <summary>Gets how the losses are raced; null where they are not.</summary>
    public ProofRequest? Proof { get; init; }

    /// <summary>Says whether a task can be read off a table.</summary>
    /// <param name="task">The task.</param>
    /// <returns>Whether it can.</returns>
    public static bool HasTable(AdviceTask task) => task is AdviceTask.MultiLabel || LearningTaskOf(task) is not null;

    /// <summary>Gives the task that compare knows it as.</summary>
    /// <param name="task">The task, or null.</param>
    /// <returns>The task of a table with one target, or null.</returns>
    public static LearningTask? LearningTaskOf(AdviceTask? task) => task switch
    {
        AdviceTask.Regression => LearningTask.Regression,
        AdviceTask.Binary => LearningTask.Binary,
        AdviceTask.Multiclass => LearningTask.Multiclass,
        _ => null,
    };
}
