using System.Globalization;

namespace LossKit.Cli;

/// <summary>
/// Paths for losses whose inputs mean something as single numbers, scores of pairs or moments: each input with a gradient moves in turn,
/// and the others stay.
/// </summary>
internal static class NumberForms
{
    private const double End = 4;

    /// <summary>Says whether an input has one number for each row.</summary>
    /// <param name="input">The input.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsOneForEachRow(LossInput input) => input.Shape.StartsWith("[N]", StringComparison.Ordinal);

    /// <summary>Says whether single numbers are a case of all inputs.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <returns>Whether they are.</returns>
    public static bool AreNumbers(LossInput[] inputs) =>
        inputs.All(input => input.Role is not (InputRole.Target or InputRole.Length) && Shape(inputs, input) is not null);

    /// <summary>Gives the path for inputs.</summary>
    /// <param name="inputs">The inputs, each of them a number.</param>
    /// <returns>The path.</returns>
    public static LossCurve Of(LossInput[] inputs)
    {
        var moving = inputs.Where(input => input.Role == InputRole.Differentiable).ToArray();
        var positive = moving.Any(input => input.Domain.Lower >= 0);
        return new(string.Join(" or ", moving.Select(input => input.Name)), positive ? 0.25 : -End, End)
        {
            Held = inputs.Length > 1
                ? $"While one moves, the others stay: {string.Join(", ", inputs.Select(input => $"{input.Name} at {Text(Rest(input))}"))}."
                : string.Empty,
            Cases =
            [
                .. moving.Select(input => new CurveCase(moving.Length > 1 ? $"{input.Name} moves" : string.Empty, Inputs(inputs, input))),
            ],
        };
    }

    private static CurveInput[] Inputs(LossInput[] inputs, LossInput moving) => Array.ConvertAll(inputs, input => input == moving
        ? new CurveInput(input.Name, Shape(inputs, input)!, number => [number])
        : new CurveInput(input.Name, Shape(inputs, input)!, Rest(input)));

    private static double Rest(LossInput input) => input.Domain switch { { IsEndsOnly: true } => 1, { Lower: >= 0 } => 1, _ => 0 };

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    // "[N]" is [1], "[N,Z]" is [1,1], and "as mean" is the shape of mean.
    private static int[]? Shape(LossInput[] inputs, LossInput input)
    {
        var words = input.Shape.Split([' ', ',', ':'], StringSplitOptions.RemoveEmptyEntries);
        if (words is ["as", var other, ..])
        {
            return Array.Find(inputs, known => known.Name == other && known != input) is { } like ? Shape(inputs, like) : null;
        }

        if (words is ["any", ..])
        {
            return [1];
        }

        var end = input.Shape.IndexOf(']');
        return input.Shape.StartsWith('[') && end > 0 && !input.Shape[..end].Any(char.IsDigit)
            ? [.. Enumerable.Repeat(1, input.Shape[..end].Count(letter => letter == ',') + 1)]
            : null;
    }
}
