namespace LossKit.Cli;

/// <summary>The words for element types.</summary>
internal static class ElementTypes
{
    private static readonly Precision[] All = [Precision.Single, Precision.Double];

    /// <summary>Gives the word for an element type.</summary>
    /// <param name="precision">The type.</param>
    /// <returns>The word.</returns>
    public static string Name(Precision precision) => precision == Precision.Single ? "float32" : "float64";

    /// <summary>Gives the element type for the value of an option.</summary>
    /// <param name="option">The option as it is written.</param>
    /// <param name="word">Its value.</param>
    /// <returns>The type.</returns>
    /// <exception cref="UsageException">There is no such type.</exception>
    public static Precision Parse(string option, string word)
    {
        foreach (var precision in All)
        {
            if (string.Equals(Name(precision), word, StringComparison.OrdinalIgnoreCase))
            {
                return precision;
            }
        }

        var names = All.Select(Name).ToArray();
        throw new UsageException($"{option} is '{word}'{Nearest.Suggest(word, names)}, but must be one of {string.Join(", ", names)}.");
    }
}
