using LossKit.Cli;
using Microsoft.Playwright;

namespace LossKit.Tests;

/// <summary>Reports as a reader meets them: opened from the disk in a real browser.</summary>
public sealed class ReportPageTests(ReportRuns runs, BrowserFixture browser) : IClassFixture<ReportRuns>, IClassFixture<BrowserFixture>
{
    private const string Drawn = "html.charts-drawn";

    private static BrowserNewContextOptions Phone => new() { ViewportSize = new() { Width = 360, Height = 740 } };

    [BrowserFact]
    public async Task Every_chart_is_drawn_without_an_error_or_a_request()
    {
        foreach (var (folder, charts) in new[] { (runs.Regression, 6), (runs.Classes, 5), (runs.Binary, 5) })
        {
            await using var page = await OpenAsync(folder);

            Assert.Empty(page.Errors);
            Assert.Equal([ReportRuns.AddressOf(folder)], page.Requests);
            Assert.Equal(charts, await page.Page.Locator("figure .plot.drawn").CountAsync());
            foreach (var figure in await page.Page.Locator("figure").AllAsync())
            {
                // Lines, points or bars with places to be seen at.
                Assert.True(await figure.Locator("svg .scatterlayer .trace path").CountAsync() > 0, await figure.GetAttributeAsync("id"));
            }
        }
    }

    [BrowserFact]
    public async Task A_switch_takes_a_series_away_and_brings_it_back_by_mouse_and_by_keyboard()
    {
        await using var page = await OpenAsync(runs.Regression);
        var traces = page.Page.Locator("#chart-residuals .scatterlayer .trace");
        var mae = page.Page.Locator("#chart-residuals").GetByLabel("mae", new() { Exact = true });

        Assert.Equal(3, await traces.CountAsync());
        await mae.UncheckAsync();
        Assert.Equal(2, await traces.CountAsync());
        await mae.FocusAsync();
        await page.Page.Keyboard.PressAsync("Space");
        Assert.Equal(3, await traces.CountAsync());
        Assert.NotEqual("none", await mae.EvaluateAsync<string>("box => getComputedStyle(box).outlineStyle"));
        Assert.Empty(page.Errors);
    }

    [BrowserFact]
    public async Task The_curves_change_their_axis_repeat_and_parts()
    {
        await using var page = await OpenAsync(runs.Regression);
        var figure = page.Page.Locator("#chart-curves");
        var traces = figure.Locator(".scatterlayer .trace");

        Assert.Equal("log", await AxisAsync());
        await figure.GetByLabel("powers of ten").UncheckAsync();
        Assert.Equal("linear", await AxisAsync());
        Assert.Equal(6, await traces.CountAsync());
        await figure.GetByLabel("training", new() { Exact = true }).UncheckAsync();
        Assert.Equal(3, await traces.CountAsync());
        var before = await figure.Locator(".js-line").First.GetAttributeAsync("d");
        await figure.GetByLabel("Repeat").SelectOptionAsync("2");
        Assert.NotEqual(before, await figure.Locator(".js-line").First.GetAttributeAsync("d"));
        Assert.Empty(page.Errors);

        Task<string> AxisAsync() => figure.Locator(".js-plotly-plot").EvaluateAsync<string>("plot => plot._fullLayout.yaxis.type");
    }

    [BrowserFact]
    public async Task Charts_follow_the_reader_into_the_dark_and_onto_paper()
    {
        await using var page = await OpenAsync(runs.Classes);
        var surface = page.Page.Locator("#chart-roc .main-svg").First;

        Assert.Equal("rgb(255, 255, 255)", await BackgroundAsync());
        await page.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Equal("rgb(20, 24, 29)", await BackgroundAsync());
        var html = page.Page.Locator("html");
        Assert.Equal("rgb(20, 24, 29)", await html.EvaluateAsync<string>("html => getComputedStyle(html).backgroundColor"));
        await page.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal("rgb(255, 255, 255)", await BackgroundAsync());

        // The legend stays on paper, and what only a screen can do does not.
        Assert.True(await page.Page.Locator("#chart-roc .controls .swatch").First.IsVisibleAsync());
        Assert.False(await page.Page.Locator("#chart-roc .controls input").First.IsVisibleAsync());
        Assert.False(await page.Page.Locator("#chart-roc .modebar").IsVisibleAsync());
        Assert.Empty(page.Errors);

        Task<string> BackgroundAsync() => surface.EvaluateAsync<string>("svg => getComputedStyle(svg).backgroundColor");
    }

    [BrowserFact]
    public async Task A_narrow_screen_is_enough()
    {
        foreach (var folder in new[] { runs.Regression, runs.Classes })
        {
            await using var page = await OpenAsync(folder, Phone);

            Assert.Equal(360, await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            Assert.Empty(page.Errors);
        }
    }

    [BrowserFact]
    public async Task No_button_sends_anything_anywhere()
    {
        await using var page = await OpenAsync(runs.Regression);

        var titles = await page.Page.Locator("#chart-curves .modebar-btn")
            .EvaluateAllAsync<string[]>("buttons => buttons.map(button => button.dataset.title)");

        // The library's others are left out: one of them, "Share chart...", sends the data to a server.
        Assert.Equal(["Download plot as a PNG", "Zoom", "Pan", "Zoom in", "Zoom out", "Reset axes"], titles);
    }

    [BrowserFact]
    public async Task Names_from_the_data_run_nothing_and_are_shown_as_they_are()
    {
        await using var page = await OpenAsync(runs.Classes);

        Assert.Equal(0, await page.Page.Locator("img").CountAsync());
        Assert.Contains(ReportRuns.OddClass, await page.Page.Locator("#chart-roc select option").AllTextContentsAsync());
        Assert.Contains("say \"no\"", await page.Page.Locator(".confusion th").AllTextContentsAsync());
    }

    [BrowserFact]
    public async Task Without_the_library_the_page_is_whole_too()
    {
        using var folder = new TemporaryFolder();
        folder.Write("report.html", ReportPage.Html(ReportSource.Read(runs.Regression), library: null));

        await using var page = await browser.OpenAsync(ReportRuns.AddressOf(folder.Path), Phone);

        Assert.Empty(page.Errors);
        Assert.Equal([ReportRuns.AddressOf(folder.Path)], page.Requests);
        Assert.True(await page.Page.Locator(".notice").IsVisibleAsync());
        Assert.True(await page.Page.Locator("#metrics table").First.IsVisibleAsync());
        Assert.Equal(360, await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    private async Task<WatchedPage> OpenAsync(string folder, BrowserNewContextOptions? options = null)
    {
        var page = await browser.OpenAsync(ReportRuns.AddressOf(folder), options);
        await page.Page.WaitForSelectorAsync(Drawn);
        return page;
    }
}
