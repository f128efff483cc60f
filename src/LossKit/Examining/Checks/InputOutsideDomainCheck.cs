namespace LossKit;

/// <summary>Inputs other than targets that the loss cannot be given.</summary>
internal sealed class InputOutsideDomainCheck : MistakeCheck
{
    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.InputOutsideDomain,
        FindingSeverity.Error,
        "An input that is no target (a prediction, a variance, a length) lies outside the domain on the loss's card.",
        "The formula means nothing there, so the loss refuses the call.",
        "Let the model end in a function whose values lie inside (softplus or exp for what must be positive), or use the loss's option "
            + "for raw outputs.");

    /// <inheritdoc/>
    protected override IReadOnlyList<FindingCode> ExplainedBy => [FindingCode.SwappedArguments, FindingCode.LogitsAsProbabilities];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
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
                    + $"{Sentences.Number(array.Values[first])}.") with
                {
                    Share = (double)count / array.Values.Length,
                    Index = first,
                    Value = array.Values[first],
                };
            }
        }
    }
}
