using System.Text;

namespace LossKit.Cli;

/// <summary>Static pages of landscapes: contours as a picture, and the surface where this losskit has the library that draws it.</summary>
internal static class LandscapePages
{
    /// <summary>Makes a page.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="request">The landscape.</param>
    /// <returns>The page.</returns>
    public static StaticPage Of(string file, LandscapeRequest request)
    {
        var landscape = request.Draw();
        var surface = WebAssets.Has(WebAssets.SurfaceCharts)
            ? "<div id=\"surface\"></div>"
            : $"<p class=\"notice\">{HtmlText.Escape(WebAssets.HowToGetCharts)}.</p>";
        var body = $"""
            <p>{HtmlText.Escape(landscape.Note)}</p>
            <div class="pictures">
            {ContourPicture.Write(landscape)}{surface}
            </div>
            <p class="legend">{HtmlText.Escape(ContourPicture.Legend(landscape))} Only losskit explore, which computes live, has the landscapes
            of other losses and seeds.</p>
            """;
        return new(
            file,
            landscape.Title,
            body,
            Encoding.UTF8.GetString(ExploreAnswer.Json(writer =>
            {
                writer.WriteStartObject("landscape");
                LandscapeAnswer.WriteHeights(writer, landscape);
                writer.WriteEndObject();
            }).Body))
        {
            Library = WebAssets.SurfaceCharts,
        };
    }
}
