using System.Security.Cryptography;
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

        string[] scripts = library is null
            ? []
            : [library, WebAssets.Own("shared/theme.js"), WebAssets.Own("shared/charts.js"), WebAssets.Own("report/report.js")];
        var title = HtmlText.Escape($"Losses for {source.Results.Request.Target}");
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Policy(scripts)}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="generator" content="losskit {HtmlText.Escape(source.Results.Request.Losskit)}">
            <title>{title}</title>
            <style>
            {WebAssets.Own("shared/page.css")}{WebAssets.Own("report/report.css")}</style>
            </head>
            <body>
            <main>
            {(library is null ? Notice() : string.Empty)}{body.Html}</main>
            {Data(body, library)}{string.Concat(scripts.Select(script => $"<script>{Inline(script)}</script>\n"))}</body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    // Charts write styles of their own; scripts are named by what they hold.
    private static string Policy(string[] scripts)
    {
        var hashes = scripts.Select(script => SHA256.HashData(Encoding.UTF8.GetBytes(Inline(script))))
            .Select(hash => $"'sha256-{Convert.ToBase64String(hash)}'");
        var allowed = scripts.Length == 0 ? "'none'" : string.Join(' ', hashes);
        return $"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action "
            + $"'none'";
    }

    // Inside a script only these two could end it or hide its end; in strings and comments, where they stand, a backslash changes nothing.
    private static string Inline(string script) => script.ReplaceLineEndings("\n")
        .Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase)
        .Replace("<!--", "<\\!--", StringComparison.Ordinal);

    private static string Data(ReportBody body, string? library) => library is null
        ? string.Empty
        : $"<script type=\"application/json\" "
            + $"id=\"charts\">{JsonSerializer.Serialize(body.Charts, ChartJson.Default.IReadOnlyListChart)}</script>\n";

    private static string Notice() => new HtmlText()
        .Element(
            "p class=\"notice\"",
            $"{WebAssets.HowToGetCharts}; then `losskit report RUN` adds charts. What they show stands here in words and tables.")
        .ToString();
}
