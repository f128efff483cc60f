namespace LossKit.Tests;

/// <summary>Requests with a wrong input, made from the card of a loss and good inputs.</summary>
internal static class InputRefusals
{
    private const int NoClass = 1000;

    /// <summary>Gives those that miss an input, have one too many, or numbers outside a domain.</summary>
    /// <param name="case">The case.</param>
    /// <param name="inputs">Good inputs.</param>
    /// <returns>The requests.</returns>
    public static IEnumerable<Refusal> Of(LossCase @case, IReadOnlyDictionary<string, NamedArray> inputs)
    {
        var card = @case.Card;
        foreach (var input in card.Inputs)
        {
            if (!input.IsOptional)
            {
                var others = inputs.Where(pair => pair.Key != input.Name).ToDictionary(StringComparer.Ordinal);
                yield return new($"no {input.Name}", LossErrorCode.MissingInput, others, card.Id, $"'{input.Name}'", input.Shape);
            }

            var more = new Dictionary<string, NamedArray>(inputs, StringComparer.Ordinal) { [input.Name + "x"] = inputs[card.Inputs[0].Name] };
            yield return new($"{input.Name}x", LossErrorCode.UnknownInput, more, card.Id, $"'{input.Name}x'", $"did you mean '{input.Name}'");
        }

        foreach (var (i, input) in card.Inputs.Index().Where(pair => inputs.ContainsKey(pair.Item.Name)))
        {
            var (code, last) = (CodeOf(input.Role), inputs[input.Name].Values.Length - 1);
            foreach (var value in NumbersOutside(@case, i, inputs))
            {
                var place = input.Name == "targets" ? $"{input.Name}[" : $"{input.Name}[{last}] is {value:R}";
                yield return new($"{place} with {value:R}", code, inputs.With(input.Name, last, value), place);
            }

            if (input.Shape.StartsWith("[N,4]", StringComparison.Ordinal))
            {
                // The last edge of the last box, left of its first.
                yield return new(
                    $"{input.Name} inverted", code, inputs.With(input.Name, last, -100), $"{input.Name}[{last / 4}] is [", "-100", "y1 ≤ y2");
            }
        }
    }

    /// <summary>Gives an input in shapes that differ in a dimension; of those that the loss takes free lengths may be right.</summary>
    /// <param name="inputs">Good inputs.</param>
    /// <param name="name">The input.</param>
    /// <returns>The requests.</returns>
    public static IEnumerable<Refusal> Reshaped(IReadOnlyDictionary<string, NamedArray> inputs, string name)
    {
        var old = inputs[name];
        int[][] shapes =
        [
            [.. old.Shape, 1],
            .. old.Shape.Select((length, dimension) => old.Shape.Select((same, i) => i == dimension ? length + 1 : same).ToArray()),
        ];
        foreach (var shape in shapes)
        {
            var values = new double[shape.Aggregate(1, (product, length) => product * length)];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = old.Values[i % old.Values.Length];
            }

            yield return new(
                $"{name} of shape {Sentences.Shape<int>(shape)}",
                LossErrorCode.ShapeMismatch,
                new Dictionary<string, NamedArray>(inputs, StringComparer.Ordinal) { [name] = new(values, shape) });
        }
    }

    /// <summary>Gives numbers that an input may not hold.</summary>
    /// <param name="case">The case.</param>
    /// <param name="index">The input's position on the card.</param>
    /// <param name="inputs">Good inputs.</param>
    /// <returns>The numbers; none where it may hold any.</returns>
    public static IEnumerable<double> NumbersOutside(LossCase @case, int index, IReadOnlyDictionary<string, NamedArray> inputs)
    {
        var input = @case.Card.Inputs[index];
        if (input.Role == InputRole.Length)
        {
            return [-1, 0.5, NoClass];
        }

        var areIndices = input.Role == InputRole.Target
            && input.Shape.Contains("indices", StringComparison.Ordinal)
            && !inputs[input.Name].Shape.SequenceEqual(inputs[@case.Card.Inputs[0].Name].Shape);
        return areIndices
            ? [-1, 0.5, NoClass, double.NaN]
            : input.Role == InputRole.Label ? [0.5, .. OutsideDomain.Of(input.Domain)] : OutsideDomain.Of(DomainOf(@case, index, inputs));
    }

    private static Domain DomainOf(LossCase @case, int index, IReadOnlyDictionary<string, NamedArray> inputs)
    {
        var input = @case.Card.Inputs[index];
        return (@case.Make(inputs), input.Role) switch
        {
            (TensorLoss loss, not InputRole.ClassWeight) => loss.DomainOf(@case.Card.Arguments.Index().Single(pair => pair.Item == input).Index),
            (MatchedLoss loss, InputRole.Differentiable) => loss.Accepts.Prediction,
            (MatchedLoss loss, InputRole.Target) => loss.Accepts.Target,
            _ => input.Domain,
        };
    }

    // As the protocol has it, and not as the library says of itself.
    private static LossErrorCode CodeOf(InputRole role) =>
        role is InputRole.Target or InputRole.Label ? LossErrorCode.InvalidTarget : LossErrorCode.InvalidInput;
}
