using System.Text.Json;
using LossKit.Cli;
using Microsoft.Playwright;

namespace LossKit.Tests;

/// <summary>The law that no page breaks a rule of WCAG 2, level A or AA, that a program can check, in light and in dark.</summary>
public sealed class AccessibilityTests(ReportRuns runs, BrowserFixture browser) : IClassFixture<ReportRuns>, IClassFixture<BrowserFixture>
{
    private const string Rules = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']";

    [AccessibilityFact]
    public async Task Reports_hinder_no_reader()
    {
        foreach (var folder in new[] { runs.Regression, runs.Classes, runs.Binary })
        {
            await AssertOpenAsync(ReportRuns.AddressOf(folder), "html.charts-drawn");
        }
    }

    [AccessibilityFact]
    public async Task A_report_without_charts_hinders_no_reader()
    {
        using var folder = new TemporaryFolder();
        folder.Write("report.html", ReportPage.Html(ReportSource.Read(runs.Regression), library: null));

        await AssertOpenAsync(ReportRuns.AddressOf(folder.Path), ".notice");
    }

    [AccessibilityFact]
    public async Task The_explorer_hinders_no_reader()
    {
        await using var server = await ExploreServer.StartAsync(0, CancellationToken.None);

        await AssertOpenAsync(server.Address.AbsoluteUri, "#surface canvas");
    }

    [AccessibilityFact]
    public async Task Exported_pages_and_plots_hinder_no_reader()
    {
        using var folder = new TemporaryFolder();
        StaticPage[] pages =
        [
            CurvePages.Of(LossCatalog.Find("tversky").Card),
            CurvePages.Of(CurvePreset.All[0]),
            FitPage.Make(),
            LandscapePages.Of("landscape.html", new(LandscapeSubject.Rosenbrock, "mse", 1)),
        ];
        var overlay = CurveOverlay.Of(["mse", "huber:delta=0.5"]);
        string[] files =
        [
            .. pages.Select(page => folder.Write(page.File, page.Write())),
            folder.Write("plot.html", HtmlOverlay.Write(overlay, overlay.Quantities(CurveDetail.Derivatives))),
        ];
        foreach (var file in files)
        {
            await AssertOpenAsync(new Uri(file).AbsoluteUri, "main");
        }
    }

    // With everything open that a reader can open.
    private async Task AssertOpenAsync(string address, string whenDrawn)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var watched = await browser.OpenAsync(address, new() { ColorScheme = scheme });
            await watched.Page.WaitForSelectorAsync(whenDrawn, new() { State = WaitForSelectorState.Attached });
            await watched.Page.EvaluateAsync("document.querySelectorAll('details').forEach(details => { details.open = true; })");
            await watched.Page.EvaluateAsync(Browsers.Axe!);

            var found = await watched.Page.EvaluateAsync<JsonElement>(
                $"axe.run({{ runOnly: {Rules} }}).then(result => ({{ violations: result.violations, passes: result.passes.length }}))");

            var broken = found.GetProperty("violations").EnumerateArray().SelectMany(
                violation => violation.GetProperty("nodes").EnumerateArray(),
                (violation, node) => $"{violation.GetProperty("id")}: {node.GetProperty("html")} {node.GetProperty("failureSummary")}");
            Assert.True(!broken.Any(), $"{address}, {scheme}:\n{string.Join('\n', broken)}");

            // So many rules found something to look at: the page was there.
            Assert.InRange(found.GetProperty("passes").GetInt32(), 8, 200);
        }
    }
}
