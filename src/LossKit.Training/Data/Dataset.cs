namespace LossKit;

/// <summary>
/// A table made ready for learning: its task, the rows that have a target, and the columns it is predicted from. Nothing is
/// scaled or filled in yet; that is <see cref="DatasetEncoder"/>'s, which looks at the training part alone.
/// </summary>
public sealed class Dataset
{
    private readonly CsvTable _table;
    private readonly TargetColumn _target;
    private readonly int[] _rows;

    internal Dataset(CsvTable table, string targetName, TargetColumn target, int[] rows, IReadOnlyList<FeatureColumn> features, IReadOnlyList<string> notes)
    {
        _table = table;
        _target = target;
        _rows = rows;
        TargetName = targetName;
        Features = features;
        FeatureNames = [.. features.SelectMany(feature => feature.FeatureNames)];
        Notes = notes;
    }

    /// <summary>Gets the file the data was read from.</summary>
    public TableSource Source => _table.Source;

    /// <summary>Gets the column to be predicted.</summary>
    public string TargetName { get; }

    /// <summary>Gets the task.</summary>
    public LearningTask Task => _target.Task;

    /// <summary>Gets why it is that task, as a sentence without its full stop: <c>`progression` holds 214 distinct numbers: regression</c>.</summary>
    public string TaskReason => _target.Reason;

    /// <summary>Gets the columns the target is predicted from.</summary>
    public IReadOnlyList<FeatureColumn> Features { get; }

    /// <summary>Gets the names of the features after one-hot: the columns of the encoded matrix.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>Gets what the reader of a result should know about the data, a sentence each: columns left out, cells that are missing.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Gets how many rows were read, left out and used.</summary>
    public RowCounts Rows => new(_table.RowCount, _table.RowCount - _rows.Length, _rows.Length);

    /// <summary>Gets the number of used rows; they are counted from 0 in the file's order.</summary>
    public int RowCount => _rows.Length;

    /// <summary>Gets the target of each used row in its own units; empty where the target is classes.</summary>
    public ReadOnlySpan<double> Targets => _target.Values;

    /// <summary>Gets the class index of each used row; empty for regression.</summary>
    public ReadOnlySpan<int> Labels => _target.Labels;

    /// <summary>
    /// Gets the names of the classes, by size where all are numbers, else by their characters' codes; empty for regression. The second of two is the positive class.
    /// </summary>
    public IReadOnlyList<string> ClassNames => _target.ClassNames;

    /// <summary>Decides what each column of a table is used for.</summary>
    /// <param name="table">The table.</param>
    /// <param name="options">The target, and what to do otherwise than the columns suggest.</param>
    /// <returns>The data set.</returns>
    /// <exception cref="DataException">
    /// A name is unknown or named for two purposes; the target has one value, or does not fit the task; rows are too few; a column holds too many distinct texts, or text
    /// where numbers were asked for; no column is left.
    /// </exception>
    public static Dataset From(CsvTable table, DatasetOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        return DatasetPlanner.Plan(table, options);
    }

    /// <summary>Gets the line of the file a row starts on, counted from 1.</summary>
    /// <param name="row">The used row, counted from 0.</param>
    /// <returns>The line.</returns>
    public int LineOf(int row) => _table.LineOf(_rows[row]);

    /// <summary>Gives the rows of the table that used rows are.</summary>
    internal int[] TableRows(ReadOnlySpan<int> rows) => ((ReadOnlySpan<int>)_rows).Pick(rows);
}
