namespace LossKit.Cli;

/// <summary>A page that needs nobody: style, scripts and data stand inside, and its policy forbids it to ask.</summary>
/// <param name="File">Its name in the folder of the export.</param>
/// <param name="Title">Its title.</param>
/// <param name="Body">The markup below the title.</param>
/// <param name="Data">What its script reads, a JSON object.</param>
internal sealed record StaticPage(string File, string Title, string Body, string Data)
{
    private static readonly string Style = WebAssets.Own("shared/page.css") + WebAssets.Own("explore/explore.css") + SvgOverlay.Style;
    private static readonly string Script =
        string.Join('\n', new[] { "explore/parts.js", "explore/fit.js", "explore/static.js" }.Select(WebAssets.Own));

    /// <summary>Gets the libraries that go in front of the script, by their names.</summary>
    public IReadOnlyList<string> Libraries { get; init; } = [];

    /// <summary>Writes the document.</summary>
    /// <returns>The document.</returns>
    public string Write()
    {
        string[] scripts = [.. Libraries.Select(WebAssets.Find).OfType<string>(), Script];
        var policy = $"default-src 'none'; script-src {string.Join(' ', scripts.Select(InlineHash.Of))}; "
            + "style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'";
        var title = HtmlText.Escape(Title);

        // A JSON text has < in its strings only, where it may be written as a number; markup in it would end the element.
        var data = Data.Replace("<", "\\u003c", StringComparison.Ordinal);
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <link rel="icon" href="data:,">
            <title>{title}</title>
            <style>{Style}</style>
            </head>
            <body>
            <main>
            <nav><a href="{(File == StaticExport.Index ? "#top" : StaticExport.Index)}">All pictures</a></nav>
            <h1 id="top">{title}</h1>
            {Body}
            </main>
            <script type="application/json" id="data">{data}</script>
            {string.Join('\n', scripts.Select(script => $"<script>{script}</script>"))}
            </body>
            </html>

            """;
    }
}
