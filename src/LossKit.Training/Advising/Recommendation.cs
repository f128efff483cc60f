namespace LossKit;

/// <summary>A loss for a situation, why it is that one, and what else there is.</summary>
public sealed record Recommendation
{
    /// <summary>Gets what it was made for.</summary>
    public required Situation Situation { get; init; }

    /// <summary>Gets the rule that fired.</summary>
    public required AdviceRule Rule { get; init; }

    /// <summary>Gets what made it fire, with the numbers: a sentence without its full stop.</summary>
    public required string Evidence { get; init; }

    /// <summary>Gets what would lead elsewhere: that of the rule, and what the table shows beside it; sentences.</summary>
    public required IReadOnlyList<string> ChangesMind { get; init; }

    /// <summary>Gets the loss.</summary>
    public required RecommendedLoss Loss { get; init; }

    /// <summary>Gets the two to take otherwise.</summary>
    public required IReadOnlyList<RecommendedLoss> Alternatives { get; init; }

    /// <summary>Makes the recommendation of a rule.</summary>
    internal static Recommendation Of(Situation situation, AdviceRule rule, string evidence)
    {
        var loss = RecommendedLoss.Of(rule.Choice, situation);
        return new()
        {
            Situation = situation,
            Rule = rule,
            Evidence = evidence,
            ChangesMind = [rule.ChangesMind, .. Doubts.Of(situation, loss)],
            Loss = loss,
            Alternatives = [.. rule.Alternatives.Select(choice => RecommendedLoss.Of(choice, situation))],
        };
    }
}
