namespace LossKit.Tests;

/// <summary>Requests with a wrong option or a wrong wish, made from the card of a loss.</summary>
internal static class OptionRefusals
{
    /// <summary>Gives all of them.</summary>
    /// <param name="case">The case.</param>
    /// <param name="inputs">Good inputs.</param>
    /// <returns>The requests.</returns>
    public static IEnumerable<Refusal> Of(LossCase @case, IReadOnlyDictionary<string, NamedArray> inputs)
    {
        var card = @case.Card;
        foreach (var option in card.Options)
        {
            yield return Wrong(LossErrorCode.UnknownOption, option.Name + "x", 1.0, inputs, $"'{option.Name}x'", $"did you mean '{option.Name}'");
            foreach (var value in OfOtherKind(option).Concat(Outside(option)))
            {
                yield return Wrong(LossErrorCode.InvalidOption, option.Name, value, inputs, option.Name, Element(value));
            }
        }

        yield return Wrong(LossErrorCode.UnknownOption, "nonesuch", 1.0, inputs, card.Id, "'nonesuch'");
        if (card.Reductions.Count == 0)
        {
            yield return Wrong(LossErrorCode.UnknownOption, "reduction", "mean", inputs, card.Id, "'reduction'");
        }

        string[] reductions = ["average", .. Enum.GetValues<Reduction>().Except(card.Reductions).Select(OptionText.Kebab)];
        foreach (var reduction in reductions.Where(_ => card.Reductions.Count > 0))
        {
            yield return Wrong(LossErrorCode.InvalidOption, "reduction", reduction, inputs, $"reduction is {reduction}", OptionText.Kebab(card.Reductions[0]));
        }

        if (!card.HasHessian)
        {
            yield return new Refusal("a Hessian", LossErrorCode.InvalidOption, inputs, card.Id, "second derivative") { Wanted = Answers.Hessian };
        }
    }

    private static Refusal Wrong(
        LossErrorCode code, string name, object? value, IReadOnlyDictionary<string, NamedArray> inputs, params string[] named) =>
        new($"option {name} {OptionText.Show(value)}", code, inputs, named) { Option = (name, value) };

    private static IEnumerable<object?> OfOtherKind(LossOption option) => option.Kind switch
    {
        OptionKind.Number => [true, "much", null, new[] { 1.0 }],
        OptionKind.OptionalNumber => [true, "much", new[] { 1.0 }],
        OptionKind.Integer => [true, 0.5, "much", null],
        OptionKind.OptionalInteger => [true, 0.5, "much"],
        OptionKind.NumberList => [true, "much", null],
        OptionKind.Boolean => [1.0, "yes", null],
        OptionKind.Choice => [true, "nonesuch", null],
        _ => throw new InvalidOperationException($"{option.Kind} has no values of another kind: name some."),
    };

    private static IEnumerable<object?> Outside(LossOption option)
    {
        double[] outside = [double.NaN, .. OutsideDomain.Of(option.Domain)];
        return option.Kind switch
        {
            OptionKind.Number or OptionKind.OptionalNumber or OptionKind.Integer or OptionKind.OptionalInteger => outside.Select(value => (object?)value),
            OptionKind.NumberList => outside.Select(value => (object?)new[] { value }),
            _ => [],
        };
    }

    private static string Element(object? value) => value is double[] list ? OptionText.Show(list[^1]) : OptionText.Show(value);
}
