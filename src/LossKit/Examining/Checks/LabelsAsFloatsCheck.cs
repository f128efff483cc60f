namespace LossKit;

/// <summary>Class indices that have fractions, or were stored as real numbers.</summary>
internal sealed class LabelsAsFloatsCheck : MistakeCheck
{
    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.LabelsAsFloats,
        FindingSeverity.Error,
        "Targets in the shape of class indices are not whole numbers; or, as advice, they are whole but stored as real numbers: an array "
            + "of floats, or 1.0 in a table.",
        "A label of 1.5 is no class; a conversion to integers cuts it off without a word. Whole floats are what a missing cell, a join or "
            + "a scaler makes of labels: other libraries refuse them or take them for something else.",
        "Give whole numbers from 0. Where targets were scaled or averaged with the features, take them from before that; a share of a "
            + "class goes into a row of "
            + "probabilities for cross-entropy.");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        if (examination.Pair is not { HasIndices: true } pair)
        {
            return [];
        }

        var places = pair.CountedIndices.Where(item => double.IsFinite(item.Value) && !double.IsInteger(item.Value)).ToArray();
        return places.Length > 0 ? [OfFractions(pair, places)]
            : pair.Target.Form == NumberForm.Real && pair.CountedIndices.All(item => item.Value >= 0 && item.Value < pair.Classes) ? [OfStorage(pair)]
            : [];
    }

    private Finding OfFractions(PredictionPair pair, (int Index, double Value)[] places)
    {
        var count = pair.Target.Values.Length;
        return Found(
            "target",
            $"{Say.Of(places.Length, count)} class indices have fractions, the first is {Say.Place("target", pair.Target, places[0].Index)} "
                + $"= {Sentences.Number(places[0].Value)}.") with
        {
            Share = (double)places.Length / count,
            Index = places[0].Index,
            Value = places[0].Value,
        };
    }

    private Finding OfStorage(PredictionPair pair) => Found(
        "target",
        $"All {pair.Target.Values.Length} class indices are whole, but stored as real numbers.",
        "Store whole numbers: astype('int64') in NumPy and pandas, int or long in .NET. Where a missing label made the column real, fill "
            + "it with the ignored index first.") with
    {
        Severity = FindingSeverity.Advice,
        Share = 1,
    };
}
