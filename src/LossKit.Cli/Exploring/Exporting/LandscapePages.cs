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
        var surface = WebAssets.Find(WebAssets.SurfaceCharts) is null
            ? $"<p class=\"notice\">{HtmlText.Escape(WebAssets.HowToGetCharts)}.</p>"
            : "<div id=\"surface\"></div>";
        var body = $"<p>{HtmlText.Escape(landscape.Note)}</p>\n<div class=\"pictures\">\n{ContourPicture.Write(landscape)}{surface}\n</div>\n"
            + $"<p class=\"legend\">{HtmlText.Escape(ContourPicture.Legend(landscape))} The explorer draws the landscapes of other losses and seeds.</p>";
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
