namespace LossKit;

/// <summary>Targets that the loss cannot be given, for a reason that no other check knows.</summary>
internal sealed class TargetOutsideDomainCheck : MistakeCheck
{
    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.TargetOutsideDomain,
        FindingSeverity.Error,
        "A target or label lies outside the domain on the loss's card, or is no class index from 0 to C − 1 and not the ignored one.",
        "The formula means nothing there (the logarithm of a negative number, a class that is not there), so the loss refuses the call.",
        "Give targets inside the domain, or a loss for the targets you have.");

    /// <inheritdoc/>
    protected override IReadOnlyList<FindingCode> ExplainedBy =>
    [
        FindingCode.SwappedArguments, FindingCode.IndicesAsOneHot, FindingCode.OneHotAsIndices, FindingCode.LabelsFromOne,
        FindingCode.FractionalIndices, FindingCode.SignsAsZeroOne, FindingCode.ZeroOneAsSigns,
    ];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        foreach (var input in examination.Loss.Card.Arguments.Where(input => input.Role is InputRole.Target or InputRole.Label))
        {
            var finding = examination.Pair is { HasIndices: true } pair ? OfIndices(examination.Reading, pair)
                : examination is { Reading.TakesIndices: true, Pair.HasSameShape: false } ? null
                : OfNumbers(input.Name, examination.Inputs[input.Name], LossReading.DomainOf(examination.Loss, input.Name));
            if (finding is not null)
            {
                yield return finding;
            }
        }
    }

    private Finding? OfIndices(LossReading reading, PredictionPair pair)
    {
        var values = pair.Target.Values;
        bool IsIndex(double value) => (value >= 0 && value < pair.Classes) || value == reading.IgnoreIndex;
        if (NumbersOutside.Of(values, IsIndex) is not var (count, first))
        {
            return null;
        }

        var ignored = reading.IgnoreIndex is int index ? $" (or {index}, which is ignored)" : string.Empty;
        return Found(
            "target",
            $"{Say.Of(count, values.Length)} targets are no class index from 0 to {pair.Classes - 1}{ignored}, the first is "
            + $"{Say.Place("target", pair.Target, first)} = {Sentences.Number(values[first])}.",
            values[first] < 0
                ? $"Write the index of the class; where {Sentences.Number(values[first])} marks what shall not count, write "
                    + $"ignore-index={Sentences.Number(values[first])}."
                : "Write the index of the class, or give the model as many outputs as there are classes.") with
        {
            Share = (double)count / values.Length,
            Index = first,
            Value = values[first],
        };
    }

    private Finding? OfNumbers(string name, NamedArray array, Domain domain) =>
        NumbersOutside.Of(array.Values, domain.Contains) is var (count, first)
            ? Found(
                name,
                $"{Say.Of(count, array.Values.Length)} numbers of {name} are not {domain}, the first is {Say.Place(name, array, first)} = "
                + $"{Sentences.Number(array.Values[first])}.",
                $"{char.ToUpperInvariant(domain.Advice[0])}{domain.Advice[1..]}; or use a loss for the targets you have.") with
            {
                Share = (double)count / array.Values.Length,
                Index = first,
                Value = array.Values[first],
            }
            : null;
}
