namespace LossKit.Cli;

/// <summary>Paths for losses whose inputs have one number for each row: each input with a gradient moves in turn, the others stay.</summary>
internal static class NumberForms
{
    private const double End = 4;

    /// <summary>Says whether an input has one number for each row.</summary>
    /// <param name="input">The input.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsNumber(LossInput input) =>
        input.Shape.StartsWith("[N]", StringComparison.Ordinal) || input.Shape.StartsWith("as ", StringComparison.Ordinal);

    /// <summary>Gives the path for inputs.</summary>
    /// <param name="inputs">The inputs, each with one number for a row.</param>
    /// <returns>The path.</returns>
    public static LossCurve Of(LossInput[] inputs)
    {
        var moving = inputs.Where(input => input.Role == InputRole.Differentiable).ToArray();
        var positive = moving.Any(input => input.Domain.Lower >= 0);
        var rest = moving.Length > 1 ? "; the other scores are 0" : string.Empty;
        return new($"{string.Join(" or ", moving.Select(input => input.Name))}{rest}", positive ? 0.25 : -End, End)
        {
            Cases = [.. moving.Select(input => new CurveCase(moving.Length > 1 ? $"{input.Name} moves" : string.Empty, Inputs(inputs, input)))],
        };
    }

    private static CurveInput[] Inputs(LossInput[] inputs, LossInput moving) =>
        Array.ConvertAll(inputs, input => input == moving
            ? new CurveInput(input.Name, [1], number => [number])
            : new CurveInput(input.Name, [1], input.Domain switch { { IsEndsOnly: true } => 1, { Lower: >= 0 } => 1, _ => 0 }));
}
