namespace LossKit.Cli;

/// <summary>Scripts and data that stand inside a page, written so that nothing in them can end their element or run by itself.</summary>
internal sealed class InlineScripts
{
    private readonly string[] _scripts;
    private readonly string _data;

    private InlineScripts(string[] scripts, string data)
    {
        _scripts = scripts;
        _data = data;
    }

    /// <summary>Gets the scripts of a page that has none.</summary>
    public static InlineScripts None { get; } = new([], string.Empty);

    /// <summary>Gets the source expressions of a Content-Security-Policy that name these scripts and no others.</summary>
    public string Sources => _scripts.Length == 0 ? "'none'" : string.Join(' ', _scripts.Select(InlineHash.Of));

    /// <summary>Gets the elements: the data, then the scripts in order.</summary>
    public string Markup => _data + string.Concat(_scripts.Select(script => $"<script>{script}</script>\n"));

    /// <summary>Takes scripts into a page.</summary>
    /// <param name="scripts">
    /// The scripts in the order in which they run; each gets an element, so that a fault in one ends no other.
    /// </param>
    /// <returns>The scripts.</returns>
    public static InlineScripts Of(params IEnumerable<string> scripts) => new([.. scripts.Select(SafeScript)], string.Empty);

    /// <summary>Adds data that the scripts read.</summary>
    /// <param name="id">The name of its element.</param>
    /// <param name="json">The data, a JSON text.</param>
    /// <returns>The scripts with the data in front of them.</returns>
    public InlineScripts WithData(string id, string json) =>
        new(_scripts, $"<script type=\"application/json\" id=\"{id}\">{SafeData(json)}</script>\n");

    /// <summary>Writes a script so that it can stand in its element.</summary>
    /// <param name="script">The script.</param>
    /// <returns>
    /// The same script. Only <c>&lt;/script</c> could end its element and <c>&lt;!--</c> hide the end: they stand in strings, patterns and
    /// comments, where a backslash before their second character changes nothing. Line ends become those that the browser hashes.
    /// </returns>
    public static string SafeScript(string script) => script
        .Replace("\r\n", "\n", StringComparison.Ordinal)
        .Replace('\r', '\n')
        .Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase)
        .Replace("<!--", "<\\!--", StringComparison.Ordinal)
        .Replace("\u2028", "\\u2028", StringComparison.Ordinal)
        .Replace("\u2029", "\\u2029", StringComparison.Ordinal);

    /// <summary>Writes a JSON text so that it can stand in its element.</summary>
    /// <param name="json">The text.</param>
    /// <returns>
    /// A text of the same meaning: what could be markup or a line end stands in its strings only, where it may be written as a number.
    /// </returns>
    public static string SafeData(string json) => json
        .Replace("<", "\\u003c", StringComparison.Ordinal)
        .Replace("\u2028", "\\u2028", StringComparison.Ordinal)
        .Replace("\u2029", "\\u2029", StringComparison.Ordinal);
}
