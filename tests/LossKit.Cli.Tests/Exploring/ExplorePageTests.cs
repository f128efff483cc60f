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
        await WaitForPictureAsync(page, "huber:delta=0.05");
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
        await WaitForPictureAsync(curves.Page, "huber:delta=0.05");
        Assert.Equal("huber:delta=0.05", await curves.Page.TextContentAsync("#names li"));
        await using var lines = await browser.OpenAsync(new Uri(fit).AbsoluteUri);
        await lines.Page.WaitForSelectorAsync("#lines tbody tr:nth-of-type(6)");
        var before = await lines.Page.TextContentAsync("#lines tbody tr:first-of-type");
        await lines.Page.FocusAsync("#plane .movable");
        await lines.Page.Keyboard.PressAsync("Shift+ArrowUp");
        Assert.Contains("y 3.5", await lines.Page.GetAttributeAsync("#plane .movable", "aria-label"), StringComparison.Ordinal);
        Assert.NotEqual(before, await lines.Page.TextContentAsync("#lines tbody tr:first-of-type"));

        Assert.Empty(ErrorsOf(curves));
        Assert.Empty(ErrorsOf(lines));
        Assert.Single(curves.Requests);
    }

    [BrowserFact]
    public async Task Every_kind_of_option_has_its_control_and_what_the_library_says_of_a_value_is_shown()
    {
        await using var watched = await browser.OpenAsync(_server!.Address.AbsoluteUri);
        var page = watched.Page;
        await page.WaitForSelectorAsync("#lines tbody tr:nth-of-type(3)");

        // A list, with the commas that people write.
        await ShowAloneAsync(page, "quantile");
        await page.FillAsync("#option-0-quantiles", "0.1, 0.9");
        await page.Keyboard.PressAsync("Enter");
        await WaitForPictureAsync(page, "quantile:quantiles=0.1/0.9");
        await page.FillAsync("#option-0-quantiles", "0.1/2");
        await page.Keyboard.PressAsync("Enter");
        await WaitForMessageAsync(page, "Option quantiles is 2, but must be in [0, 1]");
        Assert.Equal("true", await page.GetAttributeAsync("#option-0-quantiles", "aria-invalid"));
        await page.FillAsync("#option-0-quantiles", string.Empty);
        await page.Keyboard.PressAsync("Enter");
        await WaitForPictureAsync(page, "quantile: ");
        Assert.Null(await page.GetAttributeAsync("#option-0-quantiles", "aria-invalid"));

        // A whole number steps.
        await ShowAloneAsync(page, "ssim");
        Assert.Equal("number", await page.GetAttributeAsync("#option-0-window", "type"));
        await page.FocusAsync("#option-0-window");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("Tab");
        await WaitForMessageAsync(page, "Option window is 12, but must be odd");

        // Words, and yes or no.
        await ShowAloneAsync(page, "contrastive");
        await page.SelectOptionAsync("#option-0-similar-label", "0");
        await page.CheckAsync("#option-0-half");
        await WaitForPictureAsync(page, "contrastive:similar-label=0:half=true");
        Assert.DoesNotContain(ErrorsOf(watched), error => !error.Contains("400 (Bad Request)", StringComparison.Ordinal));
    }

    [BrowserTheory]
    [InlineData("0", "Option delta is 0, but must be greater than 0")]
    [InlineData("−1", "Option delta is -1, but must be greater than 0")]
    [InlineData("NaN", "Option delta is NaN, but must be greater than 0")]
    [InlineData("abc", "Option delta is abc, but must be a number")]
    [InlineData("1e300", "")]
    [InlineData("1e-300", "")]
    public async Task A_number_beyond_the_slider_draws_or_says_why_not(string text, string sentence)
    {
        await using var watched = await browser.OpenAsync(_server!.Address.AbsoluteUri);
        var page = watched.Page;
        await page.WaitForSelectorAsync("#lines tbody tr:nth-of-type(3)");
        await ShowAloneAsync(page, "huber");

        await page.FillAsync("#option-0-delta + input", text);
        await page.Keyboard.PressAsync("Enter");

        if (sentence.Length > 0)
        {
            await WaitForMessageAsync(page, sentence);
            Assert.Contains("stale", await page.GetAttributeAsync("#pictures", "class"), StringComparison.Ordinal);
        }
        else
        {
            await WaitForPictureAsync(page, $"huber:delta={text}");
        }

        Assert.DoesNotContain(watched.Errors, error => error.Contains("status of 500", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task The_page_says_so_when_losskit_has_ended()
    {
        var server = await ExploreServer.StartAsync(0, CancellationToken.None);
        await using var watched = await browser.OpenAsync(server.Address.AbsoluteUri);
        await watched.Page.WaitForSelectorAsync("#lines tbody tr:nth-of-type(3)");
        await server.DisposeAsync();

        await watched.Page.FocusAsync("#option-2-delta");
        await watched.Page.Keyboard.PressAsync("Home");

        await WaitForMessageAsync(watched.Page, "losskit does not answer any more: start `losskit explore` again");
    }

    private static async Task ShowAloneAsync(IPage page, string id)
    {
        await page.SelectOptionAsync("#add-loss", id);
        await page.ClickAsync("#alone");
        await WaitForPictureAsync(page, $"{id}: ");
    }

    private static async Task WaitForPictureAsync(IPage page, string name) => await page.WaitForFunctionAsync(
        "name => document.querySelector('#pictures svg title')?.textContent.includes(name)", name);

    private static async Task WaitForMessageAsync(IPage page, string sentence) => await page.WaitForFunctionAsync(
        "sentence => document.getElementById('curves-message').textContent.includes(sentence)", sentence);

    // A remark of the browser on how the library could read its canvases faster.
    private static IEnumerable<string> ErrorsOf(WatchedPage watched) => watched.Errors.Where(error =>
        !error.Contains("willReadFrequently", StringComparison.Ordinal) && !error.Contains("GL Driver Message", StringComparison.Ordinal));
}
