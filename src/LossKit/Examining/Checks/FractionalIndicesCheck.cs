namespace LossKit;

/// <summary>Fractions among class indices.</summary>
internal sealed class FractionalIndicesCheck : MistakeCheck
{
    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.FractionalIndices,
        FindingSeverity.Error,
        "Targets in the shape of class indices are not whole numbers.",
        "A label of 1.5 is no class; a conversion to integers cuts it off without a word.",
        "Give whole numbers from 0. Where targets were scaled or averaged with the features, take them from before that; a share of a "
            + "class goes into a row of "
            + "probabilities for cross-entropy.");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        if (examination.Pair is not { HasIndices: true } pair)
        {
            yield break;
        }

        var places = pair.CountedIndices.Where(item => double.IsFinite(item.Value) && !double.IsInteger(item.Value)).ToArray();
        if (places.Length > 0)
        {
            var count = pair.Target.Values.Length;
            yield return Found(
                "target",
                $"{Say.Of(places.Length, count)} class indices have fractions, the first is "
                    + $"{Say.Place("target", pair.Target, places[0].Index)} = "
                + $"{Sentences.Number(places[0].Value)}.") with
            {
                Share = (double)places.Length / count,
                Index = places[0].Index,
                Value = places[0].Value,
            };
        }
    }
}
