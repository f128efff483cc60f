using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace LossKit.Cli;

/// <summary>
/// Keeps strangers out. A page of another site can make a browser ask the loopback address, even under a name of its own that it lets point
/// there (DNS rebinding); such a request bears the stranger's name in Host or Origin.
/// </summary>
internal static class RequestGuard
{
    private static readonly string[] OwnNames = ["127.0.0.1", "localhost"];

    /// <summary>Says why a request is not answered.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The refusal, or null where it is answered.</returns>
    public static ExploreAnswer? Refuse(HttpRequest request)
    {
        var port = request.HttpContext.Connection.LocalPort.ToString(CultureInfo.InvariantCulture);
        string[] own = [.. OwnNames.Select(name => $"{name}:{port}")];
        if (!own.Contains(request.Host.Value, StringComparer.OrdinalIgnoreCase))
        {
            return ExploreAnswer.Refusal(
                StatusCodes.Status403Forbidden, $"This explorer answers to http://{own[0]} only: open it under that address.");
        }

        var origin = request.Headers.Origin.ToString();
        var isOwn = origin.Length == 0 || own.Any(name => string.Equals(origin, $"http://{name}", StringComparison.OrdinalIgnoreCase));
        return isOwn && !IsOfAnotherSite(request)
            ? null
            : ExploreAnswer.Refusal(StatusCodes.Status403Forbidden, "This explorer answers its own page only, and none of another site.");
    }

    // Pictures and scripts of another site are asked for without an Origin, but browsers say where the wish comes from. A link to the page
    // itself may be followed from anywhere.
    private static bool IsOfAnotherSite(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none")
        && !(request.Path == "/" && request.Headers["Sec-Fetch-Mode"] == "navigate");

    /// <summary>Tells the browser what it must not do with an answer.</summary>
    /// <param name="headers">The answer's headers.</param>
    public static void Harden(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ExplorePage.Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
