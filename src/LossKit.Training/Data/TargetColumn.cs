namespace LossKit;

/// <summary>The target of a data set: the task it makes, and its values in the form that task needs.</summary>
internal sealed class TargetColumn
{
    private TargetColumn(LearningTask task, string reason)
    {
        Task = task;
        Reason = reason;
    }

    public LearningTask Task { get; }

    /// <summary>Gets the sentence that says why it is this task.</summary>
    public string Reason { get; }

    /// <summary>Gets the target of each used row in its own units; empty for classes.</summary>
    public double[] Values { get; private init; } = [];

    /// <summary>Gets the class index of each used row; empty for regression.</summary>
    public int[] Labels { get; private init; } = [];

    public string[] ClassNames { get; private init; } = [];

    /// <summary>Reads the target over the rows that have one, and checks that there is something to learn.</summary>
    public static TargetColumn Read(CsvTable table, CsvColumn column, ReadOnlySpan<int> rows, LearningTask? asked)
    {
        if (asked == LearningTask.Regression && column is TextColumn text)
        {
            throw new DataException(
                $"Line {text.FirstText.Line} of {table.Source.Path} holds {CellText.Show(text.FirstText.Text)} in `{column.Name}`, "
                + "which is no number, and regression needs numbers; correct the cell, or leave the task to be read off the target.");
        }

        if (asked is null or LearningTask.Regression && column is NumberColumn number && IsQuantity(number, rows, asked, out var reason))
            return new TargetColumn(LearningTask.Regression, reason) { Values = number.Values.Pick(rows) };

        var categories = Categories.Of(column, rows, table.RowCount);
        CheckDistinct(column, categories.Levels, rows.Length, asked);
        var task = asked ?? (categories.Levels.Length == 2 ? LearningTask.Binary : LearningTask.Multiclass);
        var labels = ((ReadOnlySpan<int>)categories.Codes).Pick(rows);
        CheckClassSizes(column, categories.Levels, labels);
        var because = ReasonFor(column, categories.Levels, task, asked);
        return new TargetColumn(task, because) { Labels = labels, ClassNames = categories.Levels };
    }

    private static bool IsQuantity(NumberColumn column, ReadOnlySpan<int> rows, LearningTask? asked, out string reason)
    {
        var distinct = new HashSet<double>();
        var whole = true;
        foreach (var row in rows)
        {
            distinct.Add(column.Values[row]);
            whole &= column.Values[row] == Math.Truncate(column.Values[row]);
        }

        if (distinct.Count == 1) throw OneValue(column.Name, CellText.Write(distinct.First()));
        reason = asked is null
            ? $"`{column.Name}` holds {distinct.Count} distinct numbers: regression"
            : $"regression was asked for; `{column.Name}` holds {distinct.Count} distinct numbers";
        if (asked == LearningTask.Regression) return true;
        return distinct.Count > 2
            && !(whole
                && distinct.Count <= DatasetOptions.MaxNumericClasses
                && rows.Length >= distinct.Count * DatasetOptions.RowsPerClass);
    }

    private static void CheckDistinct(CsvColumn column, string[] levels, int rows, LearningTask? asked)
    {
        var distinct = levels.Length;
        if (distinct == 1) throw OneValue(column.Name, levels[0]);
        if (asked == LearningTask.Binary && distinct != 2)
        {
            throw new DataException(
                $"The binary task needs a target of 2 distinct values and `{column.Name}` has {distinct}; use "
                + (column is TextColumn ? "multiclass." : "multiclass or regression."));
        }

        if (distinct > DatasetOptions.MaxClasses || distinct * 2 > rows)
        {
            throw new DataException(
                $"`{column.Name}` has {distinct} distinct values in {Plural.Of(rows, "row")}, too many to be classes; "
                + (column is TextColumn text ? TextHint(text) : "use regression, or choose another target."));
        }
    }

    // Numbers with a unit or a thousands separator are texts, and whoever sees numbers wonders why.
    private static string TextHint(TextColumn column)
    {
        var numbers = column.Levels.Count(level => CellText.Number(level) is not null);
        var digits = column.Levels.Count(level => level.Take(2).Any(char.IsAsciiDigit) && !char.IsLetter(level[0]));
        var first = $"the first that is not is {CellText.Show(column.FirstText.Text)} on line {column.FirstText.Line}";
        return numbers * 2 > column.Levels.Count ? $"most of its cells are numbers, and {first}: correct such cells, or choose another target."
            : digits * 2 > column.Levels.Count ? $"they look like numbers, but {first}: write them with a point and without units and thousands separators, or choose another target."
            : "choose another target.";
    }

    /// <summary>Two classes must be large enough to be in each part of a split, or no part could measure anything.</summary>
    private static void CheckClassSizes(CsvColumn column, string[] names, int[] labels)
    {
        var sizes = new int[names.Length];
        foreach (var label in labels) sizes[label]++;
        if (sizes.Count(size => size >= DataSplit.MinRowsToStratify) >= 2) return;
        var small = Array.FindIndex(sizes, size => size < DataSplit.MinRowsToStratify);
        throw new DataException(
            $"Class {CellText.Show(names[small])} of `{column.Name}` has {Plural.Of(sizes[small], "row")}; two classes with at least "
            + $"{DataSplit.MinRowsToStratify} rows each are needed, one for each of training, validation and test: add rows.");
    }

    private static string ReasonFor(CsvColumn column, string[] levels, LearningTask task, LearningTask? asked)
    {
        var holds = column is TextColumn
            ? $"text with {levels.Length} distinct values"
            : $"{levels.Length} distinct numbers ({levels[0]} to {levels[^1]})";
        var name = task == LearningTask.Binary ? "binary" : "multiclass";
        var positive = task == LearningTask.Binary ? $"; '{levels[1]}' is the positive class" : "";
        return asked is null
            ? $"`{column.Name}` holds {holds}: {name}{positive}"
            : $"{name} was asked for; `{column.Name}` holds {holds}{positive}";
    }

    private static DataException OneValue(string column, string value) =>
        new($"Every row has {CellText.Show(value)} in `{column}`, so there is nothing to learn; choose another target.");
}
