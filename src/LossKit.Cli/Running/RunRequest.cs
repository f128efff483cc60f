namespace LossKit.Cli;

/// <summary>
/// Everything that decides the numbers of a run, kept as <c>request.json</c>: two runs with the same request give the same results to the
/// last bit. Threads and paths are not in it.
/// </summary>
internal sealed record RunRequest
{
    /// <summary>Gets the version and commit of losskit.</summary>
    public required string Losskit { get; init; }

    /// <summary>Gets the SHA-256 of the data.</summary>
    public required string DataSha256 { get; init; }

    /// <summary>Gets the column to be predicted.</summary>
    public required string Target { get; init; }

    /// <summary>Gets the task as one word.</summary>
    public required string Task { get; init; }

    /// <summary>Gets the columns that are left out.</summary>
    public required IReadOnlyList<string> Drop { get; init; }

    /// <summary>Gets the columns that are categories whatever they hold.</summary>
    public required IReadOnlyList<string> Categorical { get; init; }

    /// <summary>Gets the columns that must hold numbers.</summary>
    public required IReadOnlyList<string> Numeric { get; init; }

    /// <summary>Gets the losses as they were written, or the default ones.</summary>
    public required IReadOnlyList<string> Losses { get; init; }

    /// <summary>Gets the units of each hidden layer.</summary>
    public required IReadOnlyList<int> Model { get; init; }

    /// <summary>Gets the most epochs.</summary>
    public required int Epochs { get; init; }

    /// <summary>Gets the rows of a batch.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Gets Adam's learning rate.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Gets the epochs without a better validation value after which training stops.</summary>
    public required int Patience { get; init; }

    /// <summary>Gets the repeats.</summary>
    public required int Repeats { get; init; }

    /// <summary>Gets the seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Gives the request of a comparison.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="columns">What was said about columns.</param>
    /// <returns>The request.</returns>
    public static RunRequest Of(Comparison comparison, DatasetOptions columns)
    {
        var options = comparison.Options;
        return new()
        {
            Losskit = BuildVersion.Text,
            DataSha256 = comparison.Dataset.Source.Sha256,
            Target = comparison.Dataset.TargetName,
            Task = Words.Of(comparison.Dataset.Task),
            Drop = columns.Drop,
            Categorical = columns.Categorical,
            Numeric = columns.Numeric,
            Losses = [.. comparison.Contenders.Select(contender => contender.Text)],
            Model = options.HiddenUnits,
            Epochs = options.Epochs,
            BatchSize = options.BatchSizeFor(comparison.SplitOf(1).Training.Length),
            LearningRate = options.LearningRate,
            Patience = options.Patience,
            Repeats = options.Repeats,
            Seed = options.Seed,
        };
    }

    /// <summary>Says what differs between an earlier request and this one.</summary>
    /// <param name="earlier">The earlier request.</param>
    /// <returns>For each difference a clause such as <c>--epochs was 200 and is now 5</c>.</returns>
    public IReadOnlyList<string> DifferencesFrom(RunRequest earlier) =>
    [
        .. Parts().Zip(earlier.Parts())
            .Where(pair => !string.Equals(pair.First.Value, pair.Second.Value, StringComparison.Ordinal))
            .Select(pair => $"{pair.First.Name} was {pair.Second.Value} and is now {pair.First.Value}"),
    ];

    /// <summary>Gives the model as it is written on a command line.</summary>
    /// <param name="hiddenUnits">The units of each hidden layer.</param>
    /// <returns><c>64,64</c> or <c>linear</c>.</returns>
    public static string ModelText(IReadOnlyList<int> hiddenUnits) => hiddenUnits.Count == 0 ? "linear" : string.Join(',', hiddenUnits);

    private static string List(IReadOnlyList<string> items) => items.Count == 0 ? "nothing" : string.Join(',', items);

    private IEnumerable<(string Name, string Value)> Parts() =>
    [
        ("the data (SHA-256)", DataSha256),
        ("--target", Target),
        ("--task", Task),
        ("--drop", List(Drop)),
        ("--categorical", List(Categorical)),
        ("--numeric", List(Numeric)),
        ("--losses", List(Losses)),
        ("--model", ModelText(Model)),
        ("--epochs", $"{Epochs}"),
        ("--batch-size", $"{BatchSize}"),
        ("--learning-rate", $"{LearningRate:R}"),
        ("--patience", $"{Patience}"),
        ("--repeats", $"{Repeats}"),
        ("--seed", $"{Seed}"),
        ("losskit", Losskit),
    ];
}
