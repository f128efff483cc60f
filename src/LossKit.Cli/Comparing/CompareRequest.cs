namespace LossKit.Cli;

/// <summary>What <c>losskit compare</c> was asked to do.</summary>
internal sealed record CompareRequest
{
    /// <summary>Gets the file with the table.</summary>
    public required string Data { get; init; }

    /// <summary>Gets the column to be predicted.</summary>
    public required string Target { get; init; }

    /// <summary>Gets the task; null reads it off the target.</summary>
    public LearningTask? Task { get; init; }

    /// <summary>Gets the values of <c>--drop</c>, each a column or several with commas between.</summary>
    public IReadOnlyList<string> Drop { get; init; } = [];

    /// <summary>Gets the values of <c>--categorical</c>, as <see cref="Drop"/>.</summary>
    public IReadOnlyList<string> Categorical { get; init; } = [];

    /// <summary>Gets the values of <c>--numeric</c>, as <see cref="Drop"/>.</summary>
    public IReadOnlyList<string> Numeric { get; init; } = [];

    /// <summary>Gets how the losses are compared.</summary>
    public required ComparisonOptions Options { get; init; }

    /// <summary>Gets how many runs are trained side by side.</summary>
    public required int Threads { get; init; }

    /// <summary>Gets the folder that receives the results; null for one named by data and time.</summary>
    public string? Out { get; init; }

    /// <summary>Gets whether gradients are looked at.</summary>
    public GradientWatch Watch { get; init; }

    /// <summary>Gives what to learn from a table.</summary>
    /// <param name="table">The table, whose column names may hold commas.</param>
    /// <returns>The options.</returns>
    public DatasetOptions DatasetOptionsFor(CsvTable table) => new()
    {
        Target = Target,
        Task = Task,
        Drop = ColumnNames(Drop, table),
        Categorical = ColumnNames(Categorical, table),
        Numeric = ColumnNames(Numeric, table),
    };

    // A value that is the name of a column is that column, even where the name holds a comma.
    private static string[] ColumnNames(IReadOnlyList<string> values, CsvTable table) =>
    [
        .. values
            .SelectMany(value => table.Columns.Any(column => string.Equals(column.Name, value, StringComparison.Ordinal))
                ? [value]
                : CommaList.Split(value))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];
}
