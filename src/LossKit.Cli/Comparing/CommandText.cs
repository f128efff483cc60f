namespace LossKit.Cli;

/// <summary>The command as it was written, so that it can be written again.</summary>
internal static class CommandText
{
    /// <summary>Gets the command of this process, its words quoted as a shell wants them.</summary>
    public static string Current { get; } = Of(Environment.GetCommandLineArgs().Skip(1));

    /// <summary>Gives a command.</summary>
    /// <param name="words">Its words, without the name of the program.</param>
    /// <returns>The command: <c>losskit compare 'my data.csv' --target y</c>.</returns>
    public static string Of(IEnumerable<string> words) => string.Join(' ', words.Select(Quote).Prepend("losskit"));

    /// <summary>Quotes a word where a shell would take it apart.</summary>
    /// <param name="word">The word.</param>
    /// <returns>The word, in quotation marks where it needs them.</returns>
    public static string Quote(string word) => word.Length > 0 && word.All(IsPlain) ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static bool IsPlain(char character) => char.IsLetterOrDigit(character) || "-_=+.,:/\\@%".Contains(character, StringComparison.Ordinal);
}
