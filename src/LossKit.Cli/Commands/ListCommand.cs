using System.CommandLine;
using Spectre.Console;

namespace LossKit.Cli;

/// <summary><c>losskit list</c>: what the catalogue holds.</summary>
internal static class ListCommand
{
    /// <summary>Makes the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var family = new Option<string?>("--family")
        {
            Description = $"Only one family: {string.Join(", ", Enum.GetValues<LossFamily>().Select(Words.Of))}.",
            HelpName = "FAMILY",
        };
        var json = new Option<bool>("--json") { Description = "Everything that is known of each loss, as JSON for programs." };
        var command = new DocumentedCommand("list", "Shows every loss: name, options with their defaults, noise model.")
        {
            Examples = ["losskit list", "losskit list --family regression", "losskit list --json"],
        };
        command.Add(family);
        command.Add(json);
        command.SetAction(result => Run(result.GetValue(family), result.GetValue(json)));
        return command;
    }

    private static int Run(string? familyWord, bool asJson)
    {
        LossFamily? family = familyWord is null ? null : Words.Parse<LossFamily>("--family", familyWord);
        var entries = LossCatalog.All.Where(entry => family is null || entry.Card.Family == family).ToArray();
        if (asJson)
        {
            using var output = Console.OpenStandardOutput();
            CatalogJson.Write(entries, output);
        }
        else if (Console.IsOutputRedirected)
        {
            CatalogText.Write(entries, Console.Out);
        }
        else
        {
            CatalogTable.Write(entries, AnsiConsole.Console);
        }

        return (int)ExitCode.Done;
    }
}
