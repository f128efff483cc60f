namespace LossKit;

/// <summary>−1 and +1 where 0 and 1 are needed.</summary>
internal sealed class SignsAsZeroOneCheck : MistakeCheck
{
    /// <inheritdoc/>
    public override FindingGuide Guide { get; } = new(
        FindingCode.SignsAsZeroOne,
        FindingSeverity.Error,
        "Labels that should be 0 or 1, or indices of two classes, are −1 and +1, both present.",
        "A label of −1 turns the likelihood of a 0 into a reward without a bound; LossKit refuses it.",
        "Write (label + 1) / 2; or use a loss for signs: soft-margin is bce-with-logits for labels of −1 and +1.");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(Examination examination)
    {
        foreach (var input in examination.Loss.Card.Arguments.Where(input => input.Role is InputRole.Target or InputRole.Label))
        {
            var values = examination.Inputs[input.Name].Values;
            var isIndex = examination.Pair is { HasIndices: true, Classes: 2 };
            var domain = LossReading.DomainOf(examination.Loss, input.Name);
            if ((isIndex || domain == Domain.UnitInterval || domain == Domain.ZeroOrOne) && Sense.AreBoth(values, -1, 1))
            {
                var count = values.Count(value => value < 0);
                yield return Found(input.Name, $"{input.Name} holds nothing but -1 and 1: {Say.Of(count, values.Length)} are -1.") with
                {
                    Share = (double)count / values.Length,
                    Index = Array.IndexOf(values, -1),
                    Value = -1,
                };
            }
        }
    }
}
