using System.Text;

namespace LossKit.Cli;

/// <summary>
/// The static page of fitted lines: one point of a small data set moves up and down, and the lines for each of its heights are there.
/// </summary>
internal static class FitPage
{
    private const double Step = 0.5;

    private static readonly IReadOnlyList<string> Losses = CurvePreset.All[0].Losses;

    /// <summary>Makes the page.</summary>
    /// <returns>The page.</returns>
    public static StaticPage Make() => new(
        "fit.html",
        "The line that each loss fits",
        """
        <div class="option"><label for="outlier">height of the last point</label>
        <input type="range" id="outlier" min="0" max="20" value="2"><output for="outlier">1</output></div>
        <div id="plane"></div>
        <div class="frame" tabindex="0" role="region" aria-label="Fitted lines"><table id="lines"></table></div>
        """,
        Data());

    private static string Data() => Encoding.UTF8.GetString(ExploreAnswer.Json(writer =>
    {
        SamplePoints.Write(writer);
        writer.WriteStartArray("fits");
        for (var height = 0.0; height <= SamplePoints.Greatest; height += Step)
        {
            writer.WriteStartObject();
            writer.WriteNumber("height", height);
            PlanePoint[] points = [.. SamplePoints.All.SkipLast(1), new(SamplePoints.All[^1].X, height)];
            FitAnswer.Write(writer, [.. Losses.Select(loss => (loss, LineFit.Of(loss, points)))]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }).Body);
}
