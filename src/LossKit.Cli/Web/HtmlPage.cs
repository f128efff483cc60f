namespace LossKit.Cli;

/// <summary>What a page needs of a browser.</summary>
internal enum PageKind
{
    /// <summary>To be shown, and perhaps to run scripts of ours.</summary>
    Still,

    /// <summary>To run a charting library that stands in the page as well.</summary>
    Charts,

    /// <summary>To ask the explorer's server, which sent it, for data and a charting library.</summary>
    Served,
}

/// <summary>
/// The frame that all pages share. Everything a page needs stands inside, and a policy forbids it to load or send anything else: scripts
/// and styles are named by what they hold, so that nothing that was slipped into the page runs.
/// </summary>
internal sealed record HtmlPage
{
    // The charting libraries put an empty style element into the page and write their rules into it by script; every other style of theirs
    // is set by script too, which no policy forbids.
    private static readonly string EmptyStyle = " " + InlineHash.Of(string.Empty);

    /// <summary>Gets the title of its window.</summary>
    public required string Title { get; init; }

    /// <summary>Gets what stands between its <c>main</c> tags, as markup.</summary>
    public required string Body { get; init; }

    /// <summary>Gets its style sheets, which become one.</summary>
    public required IReadOnlyList<string> Styles { get; init; }

    /// <summary>Gets its scripts.</summary>
    public InlineScripts Scripts { get; init; } = InlineScripts.None;

    /// <summary>Gets what it needs of a browser.</summary>
    public PageKind Kind { get; init; }

    /// <summary>Gets which losskit it comes from.</summary>
    public string Maker { get; init; } = BuildVersion.Version;

    /// <summary>Gets its Content-Security-Policy; a served page has it in a header, the others in their head.</summary>
    public string Policy
    {
        get
        {
            var styles = InlineHash.Of(Style) + (Kind == PageKind.Still ? string.Empty : EmptyStyle);
            return Kind switch
            {
                PageKind.Still => Directives(Scripts.Sources, styles, "data:"),

                // Blobs are how the library makes a PNG of a chart.
                PageKind.Charts => Directives(Scripts.Sources, styles, "data: blob:"),

                // Of what the server sends only the library is a script: the rest says that it is data, and is taken for nothing else.
                _ => Directives($"'self' {Scripts.Sources}", styles, "data:") + "; connect-src 'self'; frame-ancestors 'none'",
            };
        }
    }

    private string Style => string.Concat(Styles);

    private string PolicyElement =>
        Kind == PageKind.Served ? string.Empty : $"\n<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">";

    /// <summary>Writes the document.</summary>
    /// <returns>The document.</returns>
    public string Write() => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">{PolicyElement}
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="generator" content="losskit {HtmlText.Escape(Maker)}">
        <link rel="icon" href="data:,">
        <title>{HtmlText.Escape(Title)}</title>
        <style>{Style}</style>
        </head>
        <body>
        <main>
        {Body}
        </main>
        {Scripts.Markup}</body>
        </html>

        """;

    private static string Directives(string scripts, string styles, string images) =>
        $"default-src 'none'; script-src {scripts}; style-src {styles}; img-src {images}; base-uri 'none'; form-action 'none'";
}
