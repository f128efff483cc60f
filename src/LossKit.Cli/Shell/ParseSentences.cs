using System.CommandLine;
using System.CommandLine.Parsing;

namespace LossKit.Cli;

/// <summary>Says in one sentence why a command line could not be read, and what to write instead.</summary>
internal static class ParseSentences
{
    /// <summary>Gives the sentence for the first thing that is wrong.</summary>
    /// <param name="result">What was read.</param>
    /// <returns>The sentence.</returns>
    public static string For(ParseResult result)
    {
        var command = result.CommandResult.Command;
        var help = command is RootCommand ? "`losskit --help`" : $"`losskit {command.Name} --help`";
        if (result.UnmatchedTokens.Count > 0)
        {
            return Unmatched(result, command, result.UnmatchedTokens[0], help);
        }

        var error = result.Errors[0];
        return OptionOf(error.SymbolResult) is { } option
            ? BadValue(option, help)
            : error.SymbolResult is ArgumentResult argument
                ? $"{command.Name} needs {argument.Argument.HelpName ?? argument.Argument.Name}; {help} has an example."
                : $"{error.Message.TrimEnd('.')}; {help} has an example.";
    }

    private static string Unmatched(ParseResult result, Command command, string token, string help)
    {
        if (token.StartsWith('-') && token.Length > 1)
        {
            var known = Lineage(result.CommandResult).SelectMany(level => level.Options).Where(option => !option.Hidden);
            var names = known.Select(option => option.Name).Distinct(StringComparer.Ordinal).ToArray();
            return $"There is no option '{token}'{Nearest.Suggest(token, names)}; {help} lists the options.";
        }

        var commands = command.Subcommands.Select(subcommand => subcommand.Name).ToArray();
        return commands.Length > 0
            ? $"There is no command '{token}'{Nearest.Suggest(token, commands)}; {help} lists the commands."
            : $"{command.Name} does not take '{token}' as well; {help} has an example.";
    }

    private static string BadValue(OptionResult option, string help)
    {
        var name = option.Option.Name;
        if (option.Tokens.Count == 0)
        {
            return $"{name} has no value: write {name} {option.Option.HelpName ?? "VALUE"}; {help} has an example.";
        }

        var value = option.Tokens[^1].Value;
        return option.IdentifierTokenCount > 1
            ? $"{name} is written {option.IdentifierTokenCount} times: write it once."
            : $"{name} is '{value}', but must be {KindInWords(option.Option.ValueType)}.";
    }

    private static string KindInWords(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(int) || type == typeof(long) || type == typeof(ulong) ? "a whole number"
            : type == typeof(double) || type == typeof(float) ? "a number"
            : type == typeof(bool) ? "true or false"
            : "a single value";
    }

    // The parser hangs a failed conversion on the value of the option, not on the option.
    private static OptionResult? OptionOf(SymbolResult? result) => result as OptionResult ?? result?.Parent as OptionResult;

    private static IEnumerable<Command> Lineage(CommandResult result)
    {
        for (SymbolResult? level = result; level is not null; level = level.Parent)
        {
            if (level is CommandResult { Command: var command })
            {
                yield return command;
            }
        }
    }
}
