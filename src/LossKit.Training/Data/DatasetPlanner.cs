namespace LossKit;

/// <summary>Decides what each column is used for, and says so in notes and errors.</summary>
internal static class DatasetPlanner
{
    public static Dataset Plan(CsvTable table, DatasetOptions options)
    {
        var target = table.Column(options.Target, "target column");
        CheckNames(table, options);
        int[] rows = [.. Enumerable.Range(0, table.RowCount).Where(row => !target.IsMissing(row))];
        if (rows.Length < DatasetOptions.MinRows)
        {
            throw new DataException(
                $"{table.Source.Path} has {Plural.Of(rows.Length, "row")} with a value in `{target.Name}` (of {table.RowCount}), and at least "
                + $"{DatasetOptions.MinRows} are needed; add rows, or choose another target.");
        }

        if (options.Numeric.Contains(target.Name)) CheckNumeric(table, target);
        var read = TargetColumn.Read(table, target, rows, options.Task);
        var notes = new List<string>();
        if (target is NumberColumn { NonFiniteCount: > 0 } infinite) notes.Add(NonFiniteNote(infinite));
        var features = new List<FeatureColumn>();
        foreach (var column in table.Columns)
        {
            if (column == target || options.Drop.Contains(column.Name)) continue;
            if (Feature(table, column, rows, options, notes) is { } feature) features.Add(feature);
        }

        if (features.Count == 0)
            throw new DataException($"No column is left to predict `{target.Name}` from: the others are dropped or constant; drop fewer.");
        return new Dataset(table, target.Name, read, rows, features, notes);
    }

    private static void CheckNames(CsvTable table, DatasetOptions options)
    {
        var use = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (names, purpose) in new[] { (options.Drop, "drop"), (options.Categorical, "categorical"), (options.Numeric, "numeric") })
        {
            foreach (var name in names)
            {
                _ = table.Column(name, $"column that --{purpose} names,");
                if (name == options.Target && purpose != "numeric")
                    throw new DataException($"`{name}` is the target and cannot be named in --{purpose}; take it out there, or choose another target.");
                if (use.TryGetValue(name, out var other) && other != purpose)
                    throw new DataException($"`{name}` is named in both --{other} and --{purpose}; take it out of one.");
                use[name] = purpose;
            }
        }
    }

    private static FeatureColumn? Feature(CsvTable table, CsvColumn column, int[] rows, DatasetOptions options, List<string> notes)
    {
        if (options.Numeric.Contains(column.Name)) CheckNumeric(table, column);
        var missing = rows.Count(column.IsMissing);
        if (missing == rows.Length)
        {
            notes.Add($"`{column.Name}` is left out: it has no value in any row.");
            return null;
        }

        if (column is NumberColumn { NonFiniteCount: > 0 } infinite) notes.Add(NonFiniteNote(infinite));
        var named = options.Categorical.Contains(column.Name);
        FeatureColumn? feature = column is NumberColumn number && !named
            ? OfNumbers(number, rows, missing, notes)
            : OfCategories(table, column, rows, missing, named ? DatasetOptions.MaxCategoriesWhenNamed : options.MaxCategories, named, notes);
        if (feature is not null && missing > 0)
        {
            notes.Add($"`{column.Name}` lacks a value in {Plural.Of(missing, "row")}: " + (feature is NumberFeature
                ? "filled in with the training part's median, and marked by a feature of its own."
                : "a category of its own."));
        }

        return feature;
    }

    private static NumberFeature? OfNumbers(NumberColumn column, int[] rows, int missing, List<string> notes)
    {
        var first = column.Values[Array.Find(rows, row => !column.IsMissing(row))];
        bool constant = true, counts = missing == 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var value = column.Values[rows[i]];
            constant &= value == first || double.IsNaN(value);
            counts &= value == first + i;
        }

        if (constant && missing == 0)
        {
            notes.Add($"`{column.Name}` is left out: it is {CellText.Write(first)} in every row.");
            return null;
        }

        if (counts) notes.Add($"`{column.Name}` rises by 1 from row to row, as a row number does; leave it out with --drop {column.Name} if it is one.");
        return new NumberFeature(column, missing > 0);
    }

    private static CategoryFeature? OfCategories(
        CsvTable table, CsvColumn column, int[] rows, int missing, int limit, bool named, List<string> notes)
    {
        var categories = Categories.Of(column, rows, table.RowCount);
        var distinct = categories.Levels.Length;
        if (distinct == 1 && missing == 0)
        {
            notes.Add($"`{column.Name}` is left out: it is '{categories.Levels[0]}' in every row.");
            return null;
        }

        // More than half of the rows with a text of their own: names or keys, from which nothing carries over to new rows.
        var likeKey = !named && distinct > 10 && distinct * 2 > rows.Length - missing;
        if (distinct <= limit && !likeKey) return new CategoryFeature(column.Name, categories, missing > 0);
        throw new DataException(
            $"`{column.Name}` holds {distinct} distinct {(column is TextColumn ? "texts" : "values")}, "
            + (distinct > limit ? $"more than the {limit} that are taken as categories" : $"nearly one for each of {rows.Length} rows")
            + $"; leave it out with --drop {column.Name}"
            + (named || distinct > DatasetOptions.MaxCategoriesWhenNamed ? "." : $", or take them all with --categorical {column.Name}.")
            + Culprit(column));
    }

    /// <summary>Points at the cells that make text of a column which is numbers but for a few.</summary>
    private static string Culprit(CsvColumn column)
    {
        if (column is not TextColumn text || text.Levels.Count(level => CellText.Number(level) is null) * 10 > text.Levels.Count) return "";
        return $" Most of its cells are numbers; the first that is not is {CellText.Show(text.FirstText.Text)} on line {text.FirstText.Line}.";
    }

    private static void CheckNumeric(CsvTable table, CsvColumn column)
    {
        if (column is not TextColumn { FirstText: var cell }) return;
        throw new DataException(
            $"`{column.Name}` is to hold numbers, and line {cell.Line} of {table.Source.Path} holds {CellText.Show(cell.Text)}; "
            + "correct the cell, or do not name the column as numeric.");
    }

    private static string NonFiniteNote(NumberColumn column) =>
        $"`{column.Name}` has {Plural.Of(column.NonFiniteCount, "cell")} with NaN or an infinite number, taken as missing.";
}
