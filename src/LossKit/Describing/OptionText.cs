using System.Globalization;
using System.Text.Json;

namespace LossKit;

/// <summary>How the values of options are written, read and converted.</summary>
internal static class OptionText
{
    private const char ListSeparator = '/';

    /// <summary>Gives an enum member as it is written: <c>BatchMean</c> is <c>batch-mean</c>.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="member">The member.</param>
    /// <returns>The word in kebab-case.</returns>
    public static string Kebab<TEnum>(TEnum member)
        where TEnum : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(member.ToString());

    /// <summary>Gives the words of an enum's members, as an option chooses between them.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <returns>The words in kebab-case, in the order of the members.</returns>
    public static IReadOnlyList<string> Words<TEnum>()
        where TEnum : struct, Enum => [.. Enum.GetValues<TEnum>().Select(Kebab)];

    /// <summary>Checks an enum that was passed in code.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="option">The option's name.</param>
    /// <param name="member">The member.</param>
    /// <returns>The member.</returns>
    public static TEnum Defined<TEnum>(string option, TEnum member)
        where TEnum : struct, Enum => Enum.IsDefined(member)
        ? member
        : throw Sentences.InvalidOption(
            option, member.ToString(), $"one of {string.Join(", ", Enum.GetValues<TEnum>().Select(Kebab))}");

    /// <summary>Gives the place of a word among the words allowed.</summary>
    /// <param name="option">The option's name.</param>
    /// <param name="word">The word.</param>
    /// <param name="choices">The words allowed.</param>
    /// <returns>The index.</returns>
    public static int Choose(string option, string word, IReadOnlyList<string> choices)
    {
        for (var i = 0; i < choices.Count; i++)
        {
            if (string.Equals(choices[i], word, StringComparison.Ordinal))
            {
                return i;
            }
        }

        throw Sentences.InvalidOption(option, word, $"one of {string.Join(", ", choices)}");
    }

    /// <summary>Reads a value from the text of a command line.</summary>
    /// <param name="option">The option.</param>
    /// <param name="text">The text.</param>
    /// <returns>The value, of the kind that JSON would give.</returns>
    public static object? Parse(LossOption option, string text) => option.Kind switch
    {
        OptionKind.Choice => text,
        OptionKind.Boolean when bool.TryParse(text, out var flag) => flag,
        OptionKind.OptionalNumber or OptionKind.OptionalInteger when text is "null" or "none" => null,
        OptionKind.NumberList => text.Length == 0
            ? Array.Empty<double>()
            : text.Split(ListSeparator).Select(part => ParseNumber(option, part)).ToArray(),
        OptionKind.Boolean => text,
        _ => ParseNumber(option, text),
    };

    /// <summary>Gives a value as the option's kind.</summary>
    /// <param name="option">The option.</param>
    /// <param name="value">The value from JSON or code.</param>
    /// <returns>The same value with the type that the kind stands for.</returns>
    public static object? Convert(LossOption option, object? value) => (option.Kind, value) switch
    {
        (OptionKind.Number or OptionKind.OptionalNumber, double number) => number,
        (OptionKind.Number or OptionKind.OptionalNumber, string text) => ParseNumber(option, text),
        (OptionKind.OptionalNumber or OptionKind.OptionalInteger, null) => null,
        (OptionKind.Integer or OptionKind.OptionalInteger, double number)
            when Math.Floor(number) == number && Math.Abs(number) <= int.MaxValue => number,
        (OptionKind.Boolean, bool flag) => flag,
        (OptionKind.NumberList, double[] list) => list,
        (OptionKind.Choice, string word) => option.Choices[Choose(option.Name, word, option.Choices)],
        // A choice between numbers (the exponent 1 or 2) may be written as a number.
        (OptionKind.Choice, double number) => option.Choices[Choose(option.Name, Show(number), option.Choices)],
        _ => throw Sentences.InvalidOption(option.Name, Show(value), KindInWords(option)),
    };

    /// <summary>Gives a value as it would be written.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The text.</returns>
    public static string Show(object? value) => value switch
    {
        null => "null",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        double[] list => string.Join(ListSeparator, list.Select(number => Show(number))),
        _ => value.ToString() ?? string.Empty,
    };

    private static double ParseNumber(LossOption option, string text) =>
        // Digits that no double holds become infinite, which is for those who write it.
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && (!double.IsInfinity(number) || !text.AsSpan().ContainsAnyInRange('0', '9'))
            ? number
            : throw Sentences.InvalidOption(option.Name, text, KindInWords(option));

    private static string KindInWords(LossOption option) => option.Kind switch
    {
        OptionKind.Number => "a number",
        OptionKind.OptionalNumber => "a number or null",
        OptionKind.Integer => "a whole number",
        OptionKind.OptionalInteger => "a whole number or null",
        OptionKind.NumberList => "a list of numbers",
        OptionKind.Boolean => "true or false",
        _ => $"one of {string.Join(", ", option.Choices)}",
    };
}
