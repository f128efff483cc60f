using System.Text;

namespace LossKit.Cli;

/// <summary>Writes the explorer's pictures as pages that need no server, with what can be moved there computed beforehand.</summary>
internal static class StaticExport
{
    /// <summary>The page that leads to the others.</summary>
    public const string Index = "index.html";

    /// <summary>Writes the pages.</summary>
    /// <param name="folder">The folder; it is made where it is not there, and pages of the same names are replaced.</param>
    /// <param name="stop">Ends the work between two pages.</param>
    /// <returns>How many pages were written.</returns>
    /// <exception cref="UsageException">The folder cannot be written.</exception>
    public static int Write(string folder, CancellationToken stop)
    {
        if (File.Exists(folder))
        {
            throw new UsageException($"--export is '{folder}', which is a file: name a folder.");
        }

        try
        {
            Directory.CreateDirectory(folder);
            var count = 0;
            foreach (var page in Pages())
            {
                stop.ThrowIfCancellationRequested();
                AtomicFile.Write(Path.Combine(folder, page.File), Encoding.UTF8.GetBytes(page.Write()));
                count++;
            }

            return count;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--export is '{folder}', which cannot be written: {exception.Message.TrimEnd('.')}.");
        }
    }

    private static IEnumerable<StaticPage> Pages()
    {
        StaticPage[] special =
        [
            .. CurvePreset.All.Select(CurvePages.Of),
            FitPage.Make(),
            LandscapePages.Of("landscape-rosenbrock.html", new(LandscapeSubject.Rosenbrock, "mse", 1)),
            LandscapePages.Of("landscape-network.html", new(LandscapeSubject.Network, "mse", 1)),
        ];
        LossCard[] losses =
            [.. LossCatalog.All.Where(entry => PlacedLoss.Find(entry.Card.Id) is not null).Select(entry => entry.Card)];
        yield return new(Index, "Losses in pictures", Links(special, losses), "{}");
        foreach (var page in special)
        {
            yield return page;
        }

        foreach (var page in losses.AsParallel().AsOrdered().WithMergeOptions(ParallelMergeOptions.NotBuffered).Select(CurvePages.Of))
        {
            yield return page;
        }
    }

    private static string Links(StaticPage[] special, LossCard[] losses)
    {
        var links = new StringBuilder();
        Add(links, "Comparisons", special.Select(page => (page.File, page.Title)));
        foreach (var family in losses.GroupBy(card => card.Family))
        {
            var heading = Words.Of(family.Key);
            Add(links, char.ToUpperInvariant(heading[0]) + heading[1..], family.Select(card => (CurvePages.FileOf(card), $"{card.Title} ({card.Id})")));
        }

        return links.ToString();
    }

    private static void Add(StringBuilder links, string heading, IEnumerable<(string File, string Title)> pages)
    {
        links.Append($"<section>\n<h2>{HtmlText.Escape(heading)}</h2>\n<ul>\n");
        foreach (var (file, title) in pages)
        {
            links.Append($"<li><a href=\"{file}\">{HtmlText.Escape(title)}</a></li>\n");
        }

        links.Append("</ul>\n</section>\n");
    }
}
