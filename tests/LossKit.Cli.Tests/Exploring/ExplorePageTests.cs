using LossKit.Cli;
using Microsoft.Playwright;

namespace LossKit.Tests;

/// <summary>The explorer in a real browser.</summary>
public sealed class ExplorePageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IAsyncLifetime
{
    // A level line has no height, which counts as not visible.
    private static readonly PageWaitForSelectorOptions Attached = new() { State = WaitForSelectorState.Attached };

    private ExploreServer? _server;

    public async Task InitializeAsync() => _server = await ExploreServer.StartAsync(0, CancellationToken.None);

    public async Task DisposeAsync() => await _server!.DisposeAsync();

    [BrowserFact]
    public async Task Curves_lines_and_landscapes_are_drawn_without_errors_and_from_here_only()
    {
        await using var watched = await browser.OpenAsync(_server!.Address.AbsoluteUri);
        var page = watched.Page;

        await page.WaitForSelectorAsync("#pictures svg:nth-of-type(3) .line", Attached);
        await page.WaitForSelectorAsync("#lines tbody tr:nth-of-type(6)");
        await page.WaitForSelectorAsync("#contours svg .contour", Attached);
        await page.WaitForSelectorAsync("#surface canvas");

        Assert.Empty(ErrorsOf(watched));
        Assert.All(watched.Requests, request => Assert.StartsWith(_server.Address.AbsoluteUri, request, StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task A_slider_moves_its_loss_in_the_curves_and_in_the_lines()
    {
        await using var watched = await browser.OpenAsync(_server!.Address.AbsoluteUri);
        var page = watched.Page;
        await page.WaitForSelectorAsync("#lines tbody tr:nth-of-type(3)");

        await page.FocusAsync("#option-2-delta");
        await page.Keyboard.PressAsync("Home");

        // Home is the left end of the slider: a twentieth of the default 1.
        await page.WaitForSelectorAsync("#pictures svg text:text-is('huber:delta=0.05')");
        await page.WaitForSelectorAsync("#lines th:text-is('huber:delta=0.05')");
        Assert.Empty(ErrorsOf(watched));
    }

    [BrowserFact]
    public async Task The_arrow_keys_move_a_point_and_the_line_of_mse_follows()
    {
        await using var watched = await browser.OpenAsync(_server!.Address.AbsoluteUri);
        var page = watched.Page;
        await page.WaitForSelectorAsync("#lines tbody tr:nth-of-type(3)");
        var before = await page.TextContentAsync("#lines tbody tr:first-of-type td:nth-of-type(2)");

        await page.FocusAsync("#plane circle:last-of-type");
        await page.Keyboard.PressAsync("Shift+ArrowUp");
        await page.WaitForFunctionAsync(
            "before => document.querySelector('#lines tbody tr:first-of-type td:nth-of-type(2)').textContent !== before", before);

        Assert.Contains("y 1.3", await page.GetAttributeAsync("#plane circle:last-of-type", "aria-label"), StringComparison.Ordinal);
        Assert.Empty(ErrorsOf(watched));
    }

    [BrowserFact]
    public async Task A_phone_needs_no_sideways_scrolling()
    {
        await using var watched = await browser.OpenAsync(
            _server!.Address.AbsoluteUri, new() { ViewportSize = new() { Width = 360, Height = 740 } });
        await watched.Page.WaitForSelectorAsync("#surface canvas");

        var width = await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");

        Assert.InRange(width, 300, 360);
    }

    [BrowserFact]
    public async Task Exported_pages_move_without_a_server()
    {
        using var folder = new TemporaryFolder();
        var huber = folder.Write("huber.html", CurvePages.Of(LossCatalog.Find("huber").Card).Write());
        var fit = folder.Write("fit.html", FitPage.Make().Write());

        await using var curves = await browser.OpenAsync(new Uri(huber).AbsoluteUri);
        await curves.Page.FocusAsync("#option-delta");
        await curves.Page.Keyboard.PressAsync("Home");
        await curves.Page.WaitForSelectorAsync("#pictures svg text:text-is('huber:delta=0.05')");
        await using var lines = await browser.OpenAsync(new Uri(fit).AbsoluteUri);
        await lines.Page.WaitForSelectorAsync("#lines tbody tr:nth-of-type(6)");

        Assert.Empty(ErrorsOf(curves));
        Assert.Empty(ErrorsOf(lines));
        Assert.Single(curves.Requests);
    }

    // A remark of the browser on how the library could read its canvases faster.
    private static IEnumerable<string> ErrorsOf(WatchedPage watched) => watched.Errors.Where(error =>
        !error.Contains("willReadFrequently", StringComparison.Ordinal) && !error.Contains("GL Driver Message", StringComparison.Ordinal));
}
