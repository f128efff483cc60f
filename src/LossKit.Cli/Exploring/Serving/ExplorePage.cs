namespace LossKit.Cli;

/// <summary>The explorer's page: markup, style and scripts from <c>web/explore</c> in one document.</summary>
internal static class ExplorePage
{
    /// <summary>Where the page finds the library that draws surfaces.</summary>
    public const string SurfacesPath = "/" + WebAssets.SurfaceCharts;

    private const int Missing = 404;

    private static readonly string[] Scripts =
    [
        "explore/parts.js", "explore/plane.js", "explore/surface.js", "explore/controls.js", "explore/fit.js", "explore/landscape.js",
        "explore/explore.js",
    ];

    private static readonly HtmlPage Page = new()
    {
        Title = "losskit explore",
        Kind = PageKind.Served,
        Styles = [.. PagePictures.Styles, WebAssets.Own("explore/explore.css")],
        Scripts = InlineScripts.Of(Scripts.Select(WebAssets.Own)),
        Body = WebAssets.Own("explore/explore.html"),
    };

    /// <summary>Gets what a browser may do with answers: run the page's scripts and the library, and ask this server.</summary>
    public static string Policy { get; } = Page.Policy;

    /// <summary>Gets the page.</summary>
    public static ExploreAnswer Answer { get; } = ExploreAnswer.Text("text/html", Page.Write());

    /// <summary>Gets the library that draws surfaces, or the sentence that says how to get it.</summary>
    public static ExploreAnswer Surfaces => WebAssets.Find(WebAssets.SurfaceCharts) is { } library
        ? ExploreAnswer.Text("text/javascript", library)
        : ExploreAnswer.Refusal(Missing, WebAssets.HowToGetCharts + ".");
}
