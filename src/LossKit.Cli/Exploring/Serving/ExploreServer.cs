using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LossKit.Cli;

/// <summary>
/// The explorer's server. It listens on the loopback address only, reads no configuration from files or variables, and answers nobody who
/// reached it under another name than its own.
/// </summary>
internal sealed class ExploreServer : IAsyncDisposable
{
    // A set of points to fit lines to is the largest thing anybody sends.
    private const int LargestBody = 64 * 1024;
    private const int MostConnections = 64;

    private readonly WebApplication _application;

    private ExploreServer(WebApplication application, Uri address)
    {
        _application = application;
        Address = address;
    }

    /// <summary>Gets where the explorer is.</summary>
    public Uri Address { get; }

    /// <summary>Starts the server.</summary>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="stop">Ends the start.</param>
    /// <returns>The server, which answers already.</returns>
    /// <exception cref="UsageException">The port is taken or not allowed.</exception>
    public static async Task<ExploreServer> StartAsync(int port, CancellationToken stop)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = LargestBody;
            options.Limits.MaxConcurrentConnections = MostConnections;
            options.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });

        // Ctrl+C belongs to the shell, which every command shares.
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        var application = builder.Build();
        application.Run(AnswerAsync);
        try
        {
            await application.StartAsync(stop);
        }
        catch (IOException exception)
        {
            await application.DisposeAsync();
            throw new UsageException(
                $"--port is {port}, which cannot be used ({exception.Message.TrimEnd('.')}): choose another, or leave it out.");
        }

        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new(application, new(addresses.Single()));
    }

    /// <summary>Ends the server; requests that are being answered have a moment to end.</summary>
    /// <returns>When it has ended.</returns>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _application.StopAsync(patience.Token);
        await _application.DisposeAsync();
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        var answer = RequestGuard.Refuse(context.Request) ?? await ExploreRoutes.AnswerAsync(context.Request);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Body.Length;
        RequestGuard.Harden(context.Response.Headers);
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
        }
    }

    private sealed class SilentLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
