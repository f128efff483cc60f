namespace LossKit;

/// <summary>Rows that should be distributions over the classes, and do not add up to 1.</summary>
internal sealed class RowsNotDistributionsCheck : MistakeCheck
{
    // Files that keep two digits of a hundred classes miss 1 by less.
    private const double Most = 0.1;
    private const double Some = 0.1;

    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.RowsNotDistributions,
        FindingSeverity.Warning,
        "Of rows of probabilities over competing classes, those that are all 0 left out, 10 % miss a sum of 1 by more than 0.1.",
        "The loss takes each row for one distribution: a row with two classes asks for two at once where a softmax can only share, and "
            + "rows of larger sums weigh more.",
        "Divide each row by its sum; where several classes can hold at once, give each an output of its own and use bce-with-logits.");

    /// <inheritdoc/>
    protected override IReadOnlyList<FindingCode> ExplainedBy =>
    [
        FindingCode.SwappedArguments, FindingCode.ColumnAgainstRow, FindingCode.ShapeMismatch, FindingCode.TargetOutsideDomain,
        FindingCode.LogitsAsProbabilities, FindingCode.PercentagesAsProbabilities,
    ];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        foreach (var (name, kind, rows) in examination.RowInputs)
        {
            var off = kind == PredictionKind.Probabilities ? Off(rows) : [];
            if (off.Count > 0 && off.Count >= Some * rows.Count)
            {
                var sum = rows.Numbers(off[0]).Sum();
                yield return Found(
                    name,
                    $"{Say.Of(off.Count, rows.Count)} rows of {name} do not add up to 1: those of row {off[0]} give {Say.Number(sum)}.") with
                {
                    Share = (double)off.Count / rows.Count,
                    Index = off[0],
                    Value = sum,
                };
            }
        }
    }

    private static List<int> Off(ClassRows rows) =>
        [.. Enumerable.Range(0, rows.Count).Where(row => rows.Numbers(row).Sum() is var sum && sum != 0 && Math.Abs(sum - 1) > Most)];
}
