using System.Text;

namespace LossKit.Cli;

/// <summary>
/// The scripts and styles that pages carry inside. Ours are always there, by their paths under <c>web</c>; a library is there if the build
/// could restore it.
/// </summary>
internal static class WebAssets
{
    /// <summary>The charting library with lines, points and bars.</summary>
    public const string BasicCharts = "plotly-basic.min.js";

    /// <summary>The charting library with surfaces.</summary>
    public const string SurfaceCharts = "plotly-gl3d.min.js";

    /// <summary>What a page says in the place of its charts where the library is missing.</summary>
    public const string HowToGetCharts =
        "This losskit was built without its charting library. With Node and a network, `dotnet build -c Release` fetches it";

    private const string Root = "web/";

    /// <summary>Gives a file that may be missing.</summary>
    /// <param name="name">Its name: <c>plotly-basic.min.js</c>.</param>
    /// <returns>Its text, or null where this losskit was built without it.</returns>
    public static string? Find(string name)
    {
        using var stream = typeof(WebAssets).Assembly.GetManifestResourceStream(Root + name);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>Says whether a file is there.</summary>
    /// <param name="name">Its name: <c>plotly-basic.min.js</c>.</param>
    /// <returns>Whether this losskit was built with it.</returns>
    public static bool Has(string name) => typeof(WebAssets).Assembly.GetManifestResourceInfo(Root + name) is not null;

    /// <summary>Gives a file of our own.</summary>
    /// <param name="name">Its path under <c>web</c>: <c>report/report.js</c>.</param>
    /// <returns>Its text.</returns>
    /// <exception cref="InvalidOperationException">There is no such file; that is a fault of the build.</exception>
    public static string Own(string name) =>
        Find(name) ?? throw new InvalidOperationException($"The build of losskit left out web/{name}.");
}
