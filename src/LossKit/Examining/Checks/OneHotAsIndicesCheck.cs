namespace LossKit;

/// <summary>One-hot rows where class indices belong.</summary>
internal sealed class OneHotAsIndicesCheck : MistakeCheck
{
    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.OneHotAsIndices,
        FindingSeverity.Error,
        "The loss takes class indices only, and target has the shape of prediction with a single 1 among zeros in each row.",
        "The loss wants the number of the true class for each row; one-hot rows are refused, or taken for indices 0 and 1 where they are "
            + "flattened.",
        "Give the index of the 1 in each row (TensorPrimitives.IndexOfMax); cross-entropy takes one-hot rows as they are.");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        if (examination is { Pair: { HasSameShape: true } pair, Reading: { TakesIndices: true, TakesSameShape: false } }
            && ClassRows.Of(pair.Target) is { } rows && rows.All(rows.IsOneHot))
        {
            var indices = string.Join(", ", Enumerable.Range(0, Math.Min(rows.Count, 8)).Select(rows.Largest));
            yield return Found(
                "target",
                $"All {rows.Count} rows of target are one-hot over {rows.Classes} classes, and {examination.Loss.Card.Id} takes class "
                    + "indices.",
                $"Give the index of the 1 in each row ({indices}{(rows.Count > 8 ? ", …" : string.Empty)}), of shape "
                    + $"{Sentences.Shape<int>(pair.IndexShape)}; "
                + "cross-entropy takes one-hot rows as they are.");
        }
    }
}
