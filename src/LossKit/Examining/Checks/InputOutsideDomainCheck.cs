namespace LossKit;

/// <summary>Inputs other than targets that the loss cannot be given.</summary>
internal sealed class InputOutsideDomainCheck : MistakeCheck
{
    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.InputOutsideDomain,
        FindingSeverity.Error,
        "An input that is no target (a prediction, a variance, a length) lies outside the domain on the loss's card; or a sequence is longer "
            + "than its array.",
        "The formula means nothing there, so the loss refuses the call.",
        "Let the model end in a function whose values lie inside (softplus or exp for what must be positive), or use the loss's option "
            + "for raw outputs.");

    /// <inheritdoc/>
    protected override IReadOnlyList<FindingCode> ExplainedBy =>
        [FindingCode.SwappedArguments, FindingCode.ShapeMismatch, FindingCode.LogitsAsProbabilities, FindingCode.PercentagesAsProbabilities];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination) => OfDomains(examination).Concat(OfLengths(examination));

    private IEnumerable<Finding> OfDomains(Examination examination)
    {
        foreach (var name in examination.Loss.Card.Arguments
            .Where(input => input.Role is not (InputRole.Target or InputRole.Label) && examination.Inputs.ContainsKey(input.Name))
            .Select(input => input.Name))
        {
            var (array, domain) = (examination.Inputs[name], LossReading.DomainOf(examination.Loss, name));
            if (NumbersOutside.Of(array.Values, domain.Contains) is var (count, first))
            {
                yield return Found(
                    name,
                    $"{Say.Of(count, array.Values.Length)} numbers of {name} are not {domain}, the first is "
                        + $"{Say.Place(name, array, first)} = "
                    + $"{Sentences.Number(array.Values[first])}.",
                    FixOf(examination.Loss, name)) with
                {
                    Share = (double)count / array.Values.Length,
                    Index = first,
                    Value = array.Values[first],
                };
            }
        }
    }

    private IEnumerable<Finding> OfLengths(Examination examination)
    {
        if (examination.Loss is not CtcLoss || examination.Inputs["targets"].Shape is not [_, var longest])
        {
            yield break;
        }

        foreach (var (name, most, what) in ((string, int, string)[])
            [("input-lengths", examination.Inputs["logits"].Shape[0], "frames of logits"), ("target-lengths", longest, "columns of targets")])
        {
            var lengths = examination.Inputs[name];
            if (NumbersOutside.Of(lengths.Values, length => length <= most) is var (count, first))
            {
                yield return Found(
                    name,
                    $"{Say.Of(count, lengths.Values.Length)} numbers of {name} are above {most}, the first is {Say.Place(name, lengths, first)} = "
                        + $"{Sentences.Number(lengths.Values[first])}.",
                    $"Give the length of each sequence, at most the {most} {what}, which are [T,N,C] and [N,S].") with
                {
                    Share = (double)count / lengths.Values.Length,
                    Index = first,
                    Value = lengths.Values[first],
                };
            }
        }
    }

    private static string? FixOf(Loss loss, string name) => name switch
    {
        "prediction" when loss.Card.Options.Any(option => option.Name == MeanOptions.LogInput) =>
            $"Say {MeanOptions.LogInput}=true where predictions are logarithms of means; or let the model end in softplus or exp.",
        "variance" => "Let the model's second output end in softplus or exp: a logarithm of the variance becomes one by exp.",
        _ => null,
    };
}
