namespace LossKit.Cli;

/// <summary>What the page of a loss says, read off its card; the terminal and the docs print the same.</summary>
internal static class LossPage
{
    /// <summary>The section whose texts are formulas and must keep their line.</summary>
    public const string Formulas = "Formula";

    /// <summary>Gives the sections in order, those without anything to say left out.</summary>
    /// <param name="card">The loss's card.</param>
    /// <returns>The sections.</returns>
    public static IReadOnlyList<PageSection> Sections(LossCard card)
    {
        PageSection[] sections =
        [
            new(Formulas, ["of", "formula"], [.. FormulasOf(card)]),
            PageSection.Of("Use it when", card.UseWhen),
            PageSection.Of("Look elsewhere when", card.AvoidWhen),
            PageSection.Of("Pitfalls", card.Pitfalls),
            new("Inputs", ["input", "role", "shape", "numbers"], [.. card.Inputs.Select(Input)]),
            new("Options", ["option", "default", "allowed", "meaning"], [.. card.Options.Select(Option), .. ReductionOf(card)]),
            PageSection.Of("Noise model", card.Noise is { } noise ? [$"{noise.Name}: {noise.Meaning}."] : []),
            new(
                "In other libraries",
                ["library", "name there", "what differs there", "reproduced by"],
                [.. card.Elsewhere.Select(name => Elsewhere(card, name))]),
            PageSection.Of("Reference", card.Reference + "."),
        ];
        return [.. sections.Where(section => section.Rows.Count > 0)];
    }

    private static IEnumerable<IReadOnlyList<string>> FormulasOf(LossCard card)
    {
        yield return ["value", card.Formula];
        yield return ["gradient", card.Gradient];
        if (card.Hessian is { } hessian)
        {
            yield return ["Hessian", hessian];
        }
    }

    private static IReadOnlyList<string> Input(LossInput input) =>
        [input.Name, RoleOf(input.Role) + (input.IsOptional ? ", optional" : string.Empty), input.Shape, input.Domain.ToString()];

    private static string RoleOf(InputRole role) => role switch
    {
        InputRole.Differentiable => "has a gradient",
        InputRole.Target => "compared with",
        InputRole.Weight or InputRole.ClassWeight => "factor",
        _ => Words.Of(role),
    };

    private static IReadOnlyList<string> Option(LossOption option) =>
        [option.Name, option.Default.Length > 0 ? option.Default : "none", Allowed(option), option.Meaning];

    /// <summary>Says which values an option takes.</summary>
    /// <param name="option">The option.</param>
    /// <returns>The words: <c>greater than 0</c>.</returns>
    public static string Allowed(LossOption option) => option.Kind switch
    {
        OptionKind.Choice => string.Join(", ", option.Choices),
        OptionKind.Boolean => "true, false",
        OptionKind.Integer when option.Domain.IsUnbounded => "any whole number",
        OptionKind.Integer => $"whole, {option.Domain}",
        OptionKind.OptionalInteger when option.Domain.IsUnbounded => "any whole number, or null",
        OptionKind.OptionalInteger => $"whole, {option.Domain}, or null",
        OptionKind.OptionalNumber => $"{option.Domain}, or null",
        OptionKind.NumberList => $"numbers {option.Domain}".Replace("numbers any number", "numbers", StringComparison.Ordinal),
        _ => option.Domain.ToString(),
    };

    private static IEnumerable<IReadOnlyList<string>> ReductionOf(LossCard card)
    {
        var words = card.Reductions.Select(Words.Of).ToArray();
        return words.Length == 0 ? [] : [["reduction", words[0], string.Join(", ", words), "how single losses become the value"]];
    }

    private static IReadOnlyList<string> Elsewhere(LossCard card, ElsewhereName name) =>
    [
        name.Library,
        name.Name,
        name.Difference,
        name.Options.Length > 0 ? $"{card.Id}:{name.Options}" : string.Empty,
    ];
}
