using Microsoft.Playwright;

namespace LossKit.Tests;

/// <summary>A headless Chromium that the tests of a class share.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        // Tests that do not run need none.
        if (Browsers.Gap is not null)
        {
            return;
        }

        Assert.True(Browsers.Program is not null, "Tests of pages are required here and there is no Chromium.");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Browsers.Program,

            // Chromium's sandbox refuses to work for root, and pages here are our own.
            ChromiumSandbox = false,
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Opens a page in a profile of its own that writes down its errors and requests.</summary>
    internal async Task<WatchedPage> OpenAsync(string address, BrowserNewContextOptions? options = null)
    {
        var context = await _browser!.NewContextAsync(options);
        var page = new WatchedPage(context, await context.NewPageAsync());
        await page.Page.GotoAsync(address);
        return page;
    }
}
