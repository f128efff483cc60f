namespace LossKit.Cli;

/// <summary>A page of the export, which needs no server: style, scripts and data stand inside.</summary>
/// <param name="File">Its name in the folder of the export.</param>
/// <param name="Title">Its title.</param>
/// <param name="Body">The markup below the title.</param>
/// <param name="Data">What its script reads, a JSON object.</param>
internal sealed record StaticPage(string File, string Title, string Body, string Data)
{
    private static readonly string[] Styles = [.. PagePictures.Styles, WebAssets.Own("explore/explore.css")];
    private static readonly string[] Scripts =
        [.. new[] { "explore/parts.js", "explore/plane.js", "explore/surface.js", "explore/static.js" }.Select(WebAssets.Own)];

    /// <summary>Gets the library that goes in front of the scripts, by its name; null for a page that needs none.</summary>
    public string? Library { get; init; }

    /// <summary>Writes the document.</summary>
    /// <returns>The document.</returns>
    public string Write()
    {
        var library = Library is null ? null : WebAssets.Find(Library);
        var title = HtmlText.Escape(Title);
        return new HtmlPage
        {
            Title = Title,
            Kind = library is null ? PageKind.Still : PageKind.Charts,
            Styles = Styles,
            Scripts = InlineScripts.Of(library is null ? Scripts : [library, .. Scripts]).WithData("data", Data),
            Body = File == StaticExport.Index
                ? $"<h1>{title}</h1>\n{Body}"
                : $"<nav aria-label=\"Pages\"><a href=\"{StaticExport.Index}\">All pictures</a></nav>\n<h1>{title}</h1>\n{Body}",
        }.Write();
    }
}
