namespace LossKit.Cli;

/// <summary>
/// The explorer's page: markup, style and scripts from <c>web/explore</c> in one document, and the policy that names them.
/// </summary>
internal static class ExplorePage
{
    /// <summary>Where the page finds the library that draws surfaces.</summary>
    public const string SurfacesPath = "/" + WebAssets.SurfaceCharts;

    private const int Missing = 404;

    private static readonly string[] Scripts = ["explore/parts.js", "explore/fit.js", "explore/landscape.js", "explore/explore.js"];
    private static readonly string Script = string.Join('\n', Scripts.Select(WebAssets.Own));
    private static readonly string Style = WebAssets.Own("shared/page.css") + WebAssets.Own("explore/explore.css") + SvgOverlay.Style;

    /// <summary>
    /// Gets what a browser may do with answers: run these scripts and this library, and ask this server. Styles may be written by scripts,
    /// as the library that draws surfaces does.
    /// </summary>
    public static string Policy { get; } =
        $"default-src 'none'; script-src 'self' {InlineHash.Of(Script)}; style-src 'unsafe-inline'; connect-src 'self'; "
        + "img-src data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Gets the page.</summary>
    public static ExploreAnswer Answer { get; } = ExploreAnswer.Text(
        "text/html",
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="icon" href="data:,">
        <title>losskit explore</title>
        <style>{Style}</style>
        </head>
        <body>
        {WebAssets.Own("explore/explore.html")}
        <script>{Script}</script>
        </body>
        </html>

        """);

    /// <summary>Gets the library that draws surfaces, or the sentence that says how to get it.</summary>
    public static ExploreAnswer Surfaces => WebAssets.Find(WebAssets.SurfaceCharts) is { } library
        ? ExploreAnswer.Text("text/javascript", library)
        : ExploreAnswer.Refusal(Missing, WebAssets.HowToGetCharts + ".");
}
