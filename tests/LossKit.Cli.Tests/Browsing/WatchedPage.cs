using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace LossKit.Tests;

/// <summary>A page that writes down what it complains of and what it asks the network for.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly ConcurrentQueue<string> _requests = new();

    public WatchedPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _errors.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => _errors.Enqueue(error);
        page.Request += (_, request) => _requests.Enqueue(request.Url);
    }

    public IPage Page { get; }

    /// <summary>Gets errors and warnings of the console, and exceptions that nobody caught.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary>Gets what was asked for, the page itself first; data and blob addresses stay inside the browser and are left out.</summary>
    public IReadOnlyCollection<string> Requests =>
    [
        .. _requests.Where(url => !url.StartsWith("data:", StringComparison.Ordinal) && !url.StartsWith("blob:", StringComparison.Ordinal)),
    ];

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
