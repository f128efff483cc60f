namespace LossKit.Cli;

/// <summary>
/// The documentation that comes from the cards: a page and a picture for each loss, their index, and tables inside written pages.
/// </summary>
internal static class GeneratedDocs
{
    private const string Losses = "losses";

    private static readonly (string Page, string Name, Func<string> Table)[] Tables =
    [
        ("conventions.md", "options that reproduce other libraries", CardTables.Reproductions),
        ("choosing.md", "the decision tree", DecisionTreeMarkdown.Write),
        ("choosing.md", "when to use each loss", CardTables.Uses),
        ("doctor.md", "what the doctor finds", FindingSections.Guides),
    ];

    /// <summary>Makes all documents.</summary>
    /// <param name="folder">The folder docs, for the written pages that hold generated tables.</param>
    /// <returns>Their texts, by path from the folder with forward slashes.</returns>
    public static SortedDictionary<string, string> Files(string folder)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal) { [$"{Losses}/README.md"] = CardTables.Index() };
        foreach (var card in LossCatalog.All.Select(entry => entry.Card))
        {
            var picture = CurvePicture.Of(card.Id);
            files[$"{Losses}/{card.Id}.md"] = LossPageMarkdown.Write(card, picture);
            if (picture is not null)
            {
                files[$"{Losses}/{card.Id}.svg"] = SvgPicture.Write(card, picture);
            }
        }

        foreach (var (page, name, table) in Tables)
        {
            // A page with several parts is written part by part.
            files[page] = MarkedPart.Replace(page, files.GetValueOrDefault(page) ?? Read(folder, page), name, table());
        }

        return files;
    }

    /// <summary>Says which files are not as they would be written now.</summary>
    /// <param name="folder">The folder docs.</param>
    /// <param name="documents">What would be written.</param>
    /// <returns>Their paths from the folder: changed or missing ones, and those in the folder of the losses that belong to none.</returns>
    public static IReadOnlyList<string> Stale(string folder, IReadOnlyDictionary<string, string> documents)
    {
        var pages = Path.Combine(folder, Losses);
        var present = Directory.Exists(pages) ? Directory.GetFiles(pages).Select(path => $"{Losses}/{Path.GetFileName(path)}") : [];
        var changed = documents.Where(document => !string.Equals(Read(folder, document.Key), document.Value, StringComparison.Ordinal));
        var leftOver = present.Where(path => !documents.ContainsKey(path)).Order(StringComparer.Ordinal);
        return [.. changed.Select(document => document.Key), .. leftOver];
    }

    private static string? Read(string folder, string path)
    {
        var file = Path.Combine(folder, path);
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }
}
