namespace LossKit;

/// <summary>What was measured on a table, in sentences.</summary>
public static class ProfileSentences
{
    /// <summary>Gives the sentences.</summary>
    /// <param name="table">The profile.</param>
    /// <returns>The sentences, of the target first.</returns>
    public static IReadOnlyList<string> Of(TableProfile table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return [.. Sentences(table)];
    }

    private static IEnumerable<string> Sentences(TableProfile table)
    {
        yield return $"{table.Rows} rows have a target" + (table.MissingShare > 0 ? $", {AdviceText.Percent(table.MissingShare)} of the table have none." : ".");
        foreach (var note in table.Notes) yield return note;
        if (table.Numbers is { } numbers)
        {
            yield return OfNumbers(numbers);
        }

        if (table.Errors is { } errors)
        {
            yield return OfErrors(errors);
        }

        if (table.Classes is { } classes)
        {
            yield return OfClasses(classes);
        }

        if (table.Noise is { } noise)
        {
            yield return (noise.EqualRows > 0
                    ? $"{noise.EqualRows} of the rows looked at equal another in all columns, and {AdviceText.Percent(noise.EqualApart)} of these have another label"
                    : "No two of the rows looked at are equal in all columns")
                + (noise.JudgedRows > 0
                    ? $". A quick classifier errs in {AdviceText.Percent(noise.Error)} of {noise.JudgedRows} rows it did not see, and in {AdviceText.Percent(noise.SureError)} of the "
                        + $"{noise.SureRows} it is surest of."
                    : ".");
        }

        if (table.LabelSets is { } sets)
        {
            yield return $"{sets.Names.Count} labels, {AdviceText.Number(sets.LabelsPerRow)} in a row on average; {AdviceText.Percent(sets.PositiveShare)} of all are set.";
        }
    }

    private static string OfNumbers(NumberProfile numbers)
    {
        var shape = numbers.Distribution;
        return $"The target runs from {AdviceText.Number(shape.Minimum)} to {AdviceText.Number(shape.Maximum)}, median {AdviceText.Number(shape.Median)}, skew {AdviceText.Number(shape.Skewness)}, "
            + $"excess kurtosis {AdviceText.Number(shape.ExcessKurtosis)}, {AdviceText.Percent(numbers.ZeroShare)} zeros.";
    }

    private static string OfErrors(ErrorProfile errors) =>
        $"A quick regression explains {AdviceText.Percent(errors.Explained)} of its variance"
        + (errors.BentShare > 0
            ? $" (small trees took {AdviceText.Percent(errors.BentShare)} of what straight lines and squares left)"
            : string.Empty)
        + $"; of its errors, {AdviceText.Percent(errors.FarShare)} lie beyond {ErrorProfile.FarDeviations} robust "
        + $"deviations, and |error| has the rank correlation {AdviceText.Number(errors.GrowthWithSize)} with the prediction.";

    private static string OfClasses(ClassProfile classes)
    {
        const int Shown = 6;
        var largest = classes.Counts.Index().OrderByDescending(count => count.Item).Take(Shown)
            .Select(count => $"'{classes.Names[count.Index]}' {AdviceText.Percent(classes.Shares[count.Index])}");
        return $"The classes: {string.Join(", ", largest)}" + (classes.Names.Count > Shown ? $", and {classes.Names.Count - Shown} smaller ones." : ".");
    }
}
