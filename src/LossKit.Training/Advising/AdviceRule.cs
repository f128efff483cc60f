namespace LossKit;

/// <summary>A rule of the decision tree: where it leads, and what has to hold.</summary>
public sealed record AdviceRule
{
    /// <summary>Gets its name, in kebab-case: <c>gross-outliers</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what has to hold, as a clause for people, with the limits that <see cref="Fires"/> uses.</summary>
    public required string When { get; init; }

    /// <summary>
    /// Gets what decides: the sentence with the numbers, or with what was said, that makes the rule fire, without its full stop; null where it does
    /// not fire.
    /// </summary>
    public required Func<Situation, string?> Fires { get; init; }

    /// <summary>Gets the circumstances that make it fire when they are said.</summary>
    public IReadOnlyList<Circumstance> AsksFor { get; init; } = [];

    /// <summary>Gets whether it fires only where something is said, whatever a table holds.</summary>
    public bool IsSaidOnly { get; private init; }

    /// <summary>Gets the loss it names.</summary>
    public required LossChoice Choice { get; init; }

    /// <summary>Gets the two to take otherwise.</summary>
    public required IReadOnlyList<LossChoice> Alternatives { get; init; }

    /// <summary>Gets what would lead elsewhere, as a sentence.</summary>
    public required string ChangesMind { get; init; }

    /// <summary>Makes a rule that fires where something is said.</summary>
    /// <param name="circumstance">What.</param>
    /// <param name="when">What that means, a clause.</param>
    /// <param name="choice">The loss.</param>
    /// <param name="alternatives">The two to take otherwise.</param>
    /// <param name="changesMind">What would lead elsewhere.</param>
    /// <returns>The rule, named after the circumstance.</returns>
    internal static AdviceRule Said(
        Circumstance circumstance, string when, LossChoice choice, (LossChoice First, LossChoice Second) alternatives, string changesMind) => new()
        {
            Name = AdviceText.Word(circumstance),
            When = when,
            AsksFor = [circumstance],
            IsSaidOnly = true,
            Fires = situation => situation.Has(circumstance) ? SaidSo(circumstance, when) : null,
            Choice = choice,
            Alternatives = [alternatives.First, alternatives.Second],
            ChangesMind = changesMind,
        };

    /// <summary>Makes the rule that fires where no other did.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="evidence">What is said in place of numbers; the situation may give some.</param>
    /// <param name="choice">The loss.</param>
    /// <param name="alternatives">The two to take otherwise.</param>
    /// <param name="changesMind">What would lead elsewhere.</param>
    /// <returns>The rule.</returns>
    internal static AdviceRule Otherwise(
        string name, Func<Situation, string> evidence, LossChoice choice, (LossChoice First, LossChoice Second) alternatives, string changesMind) => new()
        {
            Name = name,
            When = "none of the above",
            Fires = evidence,
            Choice = choice,
            Alternatives = [alternatives.First, alternatives.Second],
            ChangesMind = changesMind,
        };

    /// <summary>Gives the sentence of a rule that fires because something was said.</summary>
    internal static string SaidSo(Circumstance circumstance, string when) => $"you said {AdviceText.Word(circumstance)}: {when}";
}
