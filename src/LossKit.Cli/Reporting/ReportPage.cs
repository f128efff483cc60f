using System.Text;
using System.Text.Json;

namespace LossKit.Cli;

/// <summary>
/// <c>report.html</c>: one file with everything inside, which opens without a network. A policy in its head forbids requests and every
/// script but those written here. It holds no time of writing, so the same run gives the same bytes.
/// </summary>
internal static class ReportPage
{
    private static readonly Action<ReportSource, ReportBody>[] Sections =
    [
        VerdictSection.Write,
        MetricsSection.Write,
        CurvesSection.Write,
        DistributionsSection.Write,
        PredictedActualSection.Write,
        NoiseSection.Write,
        ConfusionSection.Write,
        ReliabilitySection.Write,
        RankingSection.Write,
        RecordSection.Write,
    ];

    /// <summary>Writes the page of a run into its folder.</summary>
    /// <param name="folder">The folder of a finished run.</param>
    /// <returns>The file.</returns>
    /// <exception cref="UsageException">It is no folder of a finished run.</exception>
    public static string Write(string folder)
    {
        var page = Html(ReportSource.Read(folder), WebAssets.Find(WebAssets.BasicCharts));
        var path = Path.Combine(folder, RunFolder.ReportName);
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(page));
        return path;
    }

    /// <summary>Gives the page.</summary>
    /// <param name="source">The saved results.</param>
    /// <param name="library">The charting library; null for a page that says how to get its charts.</param>
    /// <returns>The page.</returns>
    public static string Html(ReportSource source, string? library)
    {
        var body = new ReportBody();
        foreach (var section in Sections)
        {
            section(source, body);
        }

        return new HtmlPage
        {
            Title = $"Losses for {source.Results.Request.Target}",
            Kind = library is null ? PageKind.Still : PageKind.Charts,
            Maker = source.Results.Request.Losskit,
            Styles = [WebAssets.Own("shared/page.css"), WebAssets.Own("report/report.css")],
            Scripts = library is null ? InlineScripts.None : ScriptsOf(body, library),
            Body = (library is null ? Notice() : string.Empty) + body.Html.TrimEnd('\n'),
        }.Write();
    }

    private static InlineScripts ScriptsOf(ReportBody body, string library) => InlineScripts
        .Of([library, WebAssets.Own("shared/theme.js"), WebAssets.Own("shared/charts.js"), WebAssets.Own("report/report.js")])
        .WithData("charts", JsonSerializer.Serialize(body.Charts, ChartJson.Default.IReadOnlyListChart));

    private static string Notice() => new HtmlText()
        .Element(
            "p class=\"notice\"",
            $"{WebAssets.HowToGetCharts}; then `losskit report RUN` adds charts. What they show stands here in words and tables.")
        .ToString();
}
