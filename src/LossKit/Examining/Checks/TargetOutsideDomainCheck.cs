namespace LossKit;

/// <summary>Targets that the loss cannot be given, for a reason that no other check knows.</summary>
internal sealed class TargetOutsideDomainCheck : MistakeCheck
{
    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.TargetOutsideDomain,
        FindingSeverity.Error,
        "A target or label lies outside the domain on the loss's card, or is no class index from 0 to C − 1 and not the ignored one; a "
            + "label of a sequence is no class or the blank. As a warning: a target of a loss of percentages is 0, to within its epsilon.",
        "The formula means nothing there (the logarithm of a negative number, a class that is not there), so the loss refuses the call.",
        "Give targets inside the domain, or a loss for the targets you have.");

    /// <inheritdoc/>
    protected override IReadOnlyList<FindingCode> ExplainedBy =>
    [
        FindingCode.SwappedArguments, FindingCode.IndicesAsOneHot, FindingCode.OneHotAsIndices, FindingCode.LabelsFromOne,
        FindingCode.LabelsAsFloats, FindingCode.SignsAsZeroOne, FindingCode.ZeroOneAsSigns,
    ];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        if (SequenceLabels.Of(examination) is { } sequences)
        {
            return OfSequences(examination, sequences) is { } impossible ? [impossible] : [];
        }

        return examination is { Loss: MapeLoss mape, Pair: { } compared } && OfDivisors(mape, compared.Target) is { } divisor
            ? [divisor]
            : OfInputs(examination);
    }

    private IEnumerable<Finding> OfInputs(Examination examination)
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
                : pair.Classes == 1
                    ? "A softmax over a single output is always 1: use bce-with-logits, or give the model an output for each class."
                    : "Write the index of the class, or give the model as many outputs as there are classes.") with
        {
            Share = (double)count / values.Length,
            Index = first,
            Value = values[first],
        };
    }

    private Finding? OfSequences(Examination examination, SequenceLabels sequences)
    {
        var (classes, blank) = (examination.Inputs["logits"].Shape[^1], ((CtcLoss)examination.Loss).Blank);
        var wrong = Enumerable.Range(0, sequences.Count)
            .SelectMany(sequence => sequences.Labels(sequence).Select((label, place) => (Label: label, Index: sequences.Start(sequence) + place)))
            .Where(item => !(item.Label >= 0 && item.Label < classes) || item.Label == blank)
            .ToArray();
        if (wrong is not [var first, ..])
        {
            return null;
        }

        var targets = examination.Inputs["targets"];
        return Found(
            "targets",
            $"{Say.Of(wrong.Length, Enumerable.Range(0, sequences.Count).Sum(sequence => sequences.Labels(sequence).Count))} labels are no class "
                + $"from 0 to {classes - 1} other than the blank {blank}, the first is {Say.Place("targets", targets, first.Index)} = "
                + $"{Sentences.Number(first.Label)}.",
            first.Label == blank
                ? "Leave blanks out of the targets, which are labels only; or say by blank which class it is."
                : first.Label == classes
                    ? $"Give the model {classes + 1} outputs: one for each label and one for the blank."
                    : "Write the index of the class, and padding behind the target's length only.") with
        {
            Share = (double)wrong.Length / targets.Values.Length,
            Index = first.Index,
            Value = first.Label,
        };
    }

    private Finding? OfDivisors(MapeLoss loss, NamedArray target) =>
        NumbersOutside.Of(target.Values, value => Math.Abs(value) > loss.Epsilon) is var (count, first)
            ? Found(
                "target",
                $"{Say.Of(count, target.Values.Length)} targets are 0, the first is {Say.Place("target", target, first)}: their errors are divided "
                    + $"by {Sentences.Number(loss.Epsilon)}.",
                "Leave such rows out; or use mae, or msle for amounts.") with
            {
                Severity = FindingSeverity.Warning,
                Why = "One such row weighs more than all others together, in the loss and in its gradient.",
                Share = (double)count / target.Values.Length,
                Index = first,
                Value = target.Values[first],
            }
            : null;

    private Finding? OfNumbers(string name, NamedArray array, Domain domain) =>
        NumbersOutside.Of(array.Values, domain.Contains) is var (count, first)
            ? Found(
                name,
                $"{Say.Of(count, array.Values.Length)} numbers of {name} are not {domain}, the first is {Say.Place(name, array, first)} = "
                + $"{Sentences.Number(array.Values[first])}.",
                FixOf(array, domain)) with
            {
                Share = (double)count / array.Values.Length,
                Index = first,
                Value = array.Values[first],
            }
            : null;

    private static string FixOf(NamedArray array, Domain domain)
    {
        var most = array.Values.Max();
        return domain.Upper == 1 && array.Values.Min() >= 0 && most is 100 or 255
            ? $"Divide by {Say.Number(most)}: they lie from 0 to {Say.Number(most)}, as {(most == 100 ? "percentages" : "bytes")} do."
            : ClassRows.Of(array) is { } rows && rows.All(rows.IsLogDistribution)
                ? "They are logarithms of probabilities: take exp of them, or say log-target=true."
                : $"{char.ToUpperInvariant(domain.Advice[0])}{domain.Advice[1..]}; or use a loss for the targets you have.";
    }
}
