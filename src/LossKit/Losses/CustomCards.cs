namespace LossKit;

/// <summary>The cards of losses that users make of kernels.</summary>
internal static class CustomCards
{
    /// <summary>Makes a card that says no more than what the name and the domains tell.</summary>
    /// <param name="id">The name that messages and the catalogue use.</param>
    /// <param name="source">What computes the loss.</param>
    /// <param name="hasHessian">Whether it gives second derivatives.</param>
    /// <param name="prediction">The predictions allowed.</param>
    /// <param name="target">The targets allowed.</param>
    /// <returns>The card.</returns>
    public static LossCard Of(string id, string source, bool hasHessian, Domain? prediction, Domain? target)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return new()
        {
            Id = id,
            Title = id,
            Family = LossFamily.Regression,
            Meaning = "A loss of the user's own.",
            Formula = $"the value that {source} gives",
            Gradient = $"the gradient that {source} gives",
            Hessian = hasHessian ? $"the second derivative that {source} gives" : null,
            Inputs = InputLists.Matched(prediction ?? Domain.Real, target ?? Domain.Real),
            UseWhen = "No loss of the catalogue says what you mean.",
            AvoidWhen = "A loss of the catalogue says it already.",
            Reference = source,
            Elsewhere = [],
        };
    }

    /// <summary>Checks that a card is one of a loss of matched arrays.</summary>
    /// <param name="card">The card.</param>
    /// <returns>The card.</returns>
    /// <exception cref="LossException">Its inputs are not prediction, target and weight.</exception>
    public static LossCard Check(LossCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        var expected = InputLists.Matched(Domain.Real, Domain.Real).Select(input => (input.Name, input.Role));
        return card.Inputs.Select(input => (input.Name, input.Role)).SequenceEqual(expected)
            ? card
            : throw Sentences.InvalidOption(
                "card", $"that of inputs {string.Join(", ", card.Inputs.Select(input => input.Name))}", "that of prediction, target, weight");
    }
}
