using System.Text.Json;

namespace LossKit.Cli;

/// <summary>The words of a command line and of JSON for the members of enums: <c>UnknownLoss</c> is <c>unknown-loss</c>.</summary>
internal static class Words
{
    /// <summary>Gives the word for a member.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="member">The member.</param>
    /// <returns>The word in kebab-case.</returns>
    public static string Of<TEnum>(TEnum member)
        where TEnum : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(member.ToString());

    /// <summary>Gives the member for the value of an option.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="option">The option as it is written: <c>--family</c>.</param>
    /// <param name="word">Its value.</param>
    /// <returns>The member.</returns>
    /// <exception cref="UsageException">No member has this word; the sentence names the nearest and all.</exception>
    public static TEnum Parse<TEnum>(string option, string word)
        where TEnum : struct, Enum => Parse(option, word, Enum.GetValues<TEnum>());

    /// <summary>Gives the member for the value of an option, of which not all fit.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="option">The option as it is written: <c>--having</c>.</param>
    /// <param name="word">Its value.</param>
    /// <param name="fitting">The members that fit, which an error names.</param>
    /// <returns>The member; also one that does not fit, which whoever knows why refuses.</returns>
    /// <exception cref="UsageException">No member has this word; the sentence names the nearest and all that fit.</exception>
    public static TEnum Parse<TEnum>(string option, string word, IReadOnlyList<TEnum> fitting)
        where TEnum : struct, Enum
    {
        foreach (var member in Enum.GetValues<TEnum>())
        {
            if (string.Equals(Of(member), word, StringComparison.OrdinalIgnoreCase))
            {
                return member;
            }
        }

        var known = fitting.Select(Of).ToArray();
        throw new UsageException(
            $"{option} is '{word}'{Nearest.Suggest(word, known)}, but must be one of {string.Join(", ", known)}.");
    }
}
