namespace LossKit;

/// <summary>What a table shows beside the rule that fired and could lead elsewhere: facts that no rule asks for, each with its numbers.</summary>
internal static class Doubts
{
    /// <summary>The share of a regression's errors that trees took from which what is left may be misfit.</summary>
    public const double Bent = 0.3;

    /// <summary>The fewest rows of a class that can be learnt and measured.</summary>
    public const int FewestRows = 10;

    /// <summary>The largest over the smallest weight from which single rows decide.</summary>
    public const double ExtremeWeights = 50;

    /// <summary>Gives the doubts about a recommendation.</summary>
    /// <param name="situation">The situation.</param>
    /// <param name="loss">The loss that was chosen.</param>
    /// <returns>Sentences; none where there is no table.</returns>
    public static IReadOnlyList<string> Of(Situation situation, RecommendedLoss loss) =>
        situation.Table is { } table ? [.. Sentences(table, loss)] : [];

    private static IEnumerable<string> Sentences(TableProfile table, RecommendedLoss loss)
    {
        if (table.Errors is { BentShare: >= Bent } bent)
        {
            yield return $"Small trees took {AdviceText.Percent(bent.BentShare)} of the errors that a straight regression left, so that part of "
                + "what is left may be misfit and no noise: a model that fits better decides, and --prove trains one.";
        }

        if (table.Errors is not null)
        {
            yield return "Numbers that are wrong but not far out, which look like noise here: rows that are alike and differ a lot are worth a look.";
        }

        if (table.LabelSets is not null) yield return "Labels that are wrong or were forgotten, which is not looked for where several can hold.";
        if (table.Classes is not { } classes) yield break;
        if (classes.AreNumbers && classes.Names.Count > 2 && OrderIn(table) is null)
        {
            yield return $"`{table.TargetName}` holds numbers that are taken for names of classes; if they count or grade something, ask again with "
                + "--task regression.";
        }

        if (classes.Counts.Min() < FewestRows)
        {
            var (rarest, rows) = classes.Counts.Index().MinBy(count => count.Item);
            yield return $"{CellText.Show(classes.Names[rarest])} has {Plural.Of(rows, "row")}, too few to learn and to measure: put rare classes "
                + "together, or find more of them.";
        }

        if (loss.ClassWeights is { Count: > 1 } weights && weights.Max() / weights.Min() is >= ExtremeWeights and var ratio)
        {
            yield return $"Weights that differ by a factor of {AdviceText.Number(ratio)} let single rows decide: their square roots are gentler.";
        }
    }

    /// <summary>Says that classes are grades in an order, with the numbers that show it, or null.</summary>
    public static string? OrderIn(TableProfile table) =>
        table is { Classes: { AreNumbers: true, Names.Count: > 2 }, Noise: { IsOrdered: true } noise }
            ? $"`{table.TargetName}` looks like grades in an order: of a quick classifier's mistakes, {AdviceText.Percent(noise.NextDoor)} are one "
                + $"step off, where chance gives {AdviceText.Percent(noise.NextDoorByChance)}"
            : null;
}
