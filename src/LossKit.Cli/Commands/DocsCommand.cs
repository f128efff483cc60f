using System.CommandLine;

namespace LossKit.Cli;

/// <summary>
/// <c>losskit docs</c>: writes the generated part of the project's documentation. For developers of LossKit, so help does not list it.
/// </summary>
internal static class DocsCommand
{
    /// <summary>Makes the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "The folder docs of the repository." };
        var command = new Command("docs", "Writes the pages of all losses, and the tables of other pages that come from cards.")
        {
            Hidden = true,
        };
        command.Add(folder);
        command.SetAction(result => Run(result.GetRequiredValue(folder)));
        return command;
    }

    private static int Run(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new UsageException($"There is no folder '{folder}': name the folder docs of the repository.");
        }

        var documents = GeneratedDocs.Files(folder);
        var changed = 0;
        foreach (var stale in GeneratedDocs.Stale(folder, documents))
        {
            var path = Path.Combine(folder, stale);
            if (documents.TryGetValue(stale, out var text))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, text);
            }
            else
            {
                File.Delete(path);
            }

            changed++;
        }

        Console.Out.WriteLine($"{documents.Count} documents in {folder}, {changed} of them changed.");
        return (int)ExitCode.Done;
    }
}
