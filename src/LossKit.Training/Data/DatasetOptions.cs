namespace LossKit;

/// <summary>What to learn from a table and which columns to learn it from.</summary>
public sealed record DatasetOptions
{
    /// <summary>Gets the column to be predicted.</summary>
    public required string Target { get; init; }

    /// <summary>Gets the task; null reads it off the target.</summary>
    public LearningTask? Task { get; init; }

    /// <summary>Gets the columns to leave out.</summary>
    public IReadOnlyList<string> Drop { get; init; } = [];

    /// <summary>
    /// Gets the columns to take as categories whatever they hold: numbers too, and texts with more than
    /// <see cref="MaxCategories"/> distinct values (up to <see cref="MaxCategoriesWhenNamed"/>).
    /// </summary>
    public IReadOnlyList<string> Categorical { get; init; } = [];

    /// <summary>Gets the columns that must hold numbers: a text in one of them is an error that names its line.</summary>
    public IReadOnlyList<string> Numeric { get; init; } = [];

    /// <summary>Gets how many distinct texts a column may hold without being named in <see cref="Categorical"/>.</summary>
    public int MaxCategories { get; init; } = 50;

    /// <summary>The limit of distinct values of a column that is named in <see cref="Categorical"/>: each is a column of the network's input.</summary>
    public const int MaxCategoriesWhenNamed = 1000;

    /// <summary>The most classes a target can have.</summary>
    public const int MaxClasses = 1000;

    /// <summary>
    /// A numeric target is taken as classes if it holds at most this many distinct values, all of them whole, each on average at least
    /// <see cref="RowsPerClass"/> times; with more, or with fractions, it is a quantity.
    /// </summary>
    public const int MaxNumericClasses = 10;

    /// <summary>How often the values of a numeric target must occur on average for it to be taken as classes.</summary>
    public const int RowsPerClass = 5;

    /// <summary>The fewest rows with a target that a comparison makes any sense with: two in each of the smaller parts of a split.</summary>
    public const int MinRows = 10;
}
