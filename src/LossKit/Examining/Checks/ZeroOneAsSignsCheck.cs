namespace LossKit;

/// <summary>0 and 1 where −1 and +1 are needed.</summary>
internal sealed class ZeroOneAsSignsCheck : MistakeCheck
{
    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.ZeroOneAsSigns,
        FindingSeverity.Error,
        "Labels that should be −1 or +1 are 0 and 1, both present.",
        "A label of 0 multiplies its score by 0: the sample costs a constant and is never learnt from. LossKit refuses it.",
        "Write 2 * label - 1; or use a loss for 0 and 1: bce-with-logits is soft-margin for such labels.");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        foreach (var input in examination.Loss.Card.Arguments.Where(input => input.Role is InputRole.Target or InputRole.Label))
        {
            var values = examination.Inputs[input.Name].Values;
            if (LossReading.DomainOf(examination.Loss, input.Name) == Domain.Signs && Sense.AreBoth(values, 0, 1))
            {
                var count = values.Count(value => value == 0);
                yield return Found(input.Name, $"{input.Name} holds nothing but 0 and 1: {Say.Of(count, values.Length)} are 0.") with
                {
                    Share = (double)count / values.Length,
                    Index = Array.IndexOf(values, 0),
                    Value = 0,
                };
            }
        }
    }
}
