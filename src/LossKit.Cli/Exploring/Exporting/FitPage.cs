using System.Globalization;
using System.Text;

namespace LossKit.Cli;

/// <summary>
/// The static page of fitted lines: the last point of a small data set moves over a grid, and for each of its places the lines were fitted
/// beforehand.
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
        <p>Drag the point that stands out, or choose it with the Tab key and move it with the arrow keys (Shift for larger steps). It moves in
        steps of a half, and for each of its places the lines were fitted beforehand; only <code>losskit explore</code>, which fits live, lets
        you move the other points, add points, and choose other losses.</p>
        <noscript><p class="notice">The points and lines are drawn by the script in this page: allow it to run.</p></noscript>
        <div class="fit still"><div id="plane"></div>
        <div class="frame" tabindex="0" role="region" aria-label="Fitted lines"><table id="lines"></table></div></div>
        """,
        Data());

    private static string Data() => Encoding.UTF8.GetString(ExploreAnswer.Json(writer =>
    {
        var last = SamplePoints.All.Count - 1;
        SamplePoints.Write(writer, [.. SamplePoints.All.Take(last), OnGrid(SamplePoints.All[last])]);
        writer.WriteNumber("step", Step);
        JsonWords.Write(writer, "losses", Losses);
        writer.WriteStartArray("lines");
        foreach (var lines in LinesOfAllPlaces())
        {
            writer.WriteStartArray();
            foreach (var line in lines)
            {
                // Six digits are more than a screen or a reader has.
                writer.WriteRawValue(string.Create(CultureInfo.InvariantCulture, $"[{line.Intercept:G6},{line.Slope:G6},{line.Value:G6}]"));
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }).Body);

    // The height changes fastest, as the page's script counts.
    private static ParallelQuery<FittedLine[]> LinesOfAllPlaces()
    {
        var steps = (int)(SamplePoints.Greatest / Step) + 1;
        return Enumerable.Range(0, steps * steps)
            .AsParallel()
            .AsOrdered()
            .Select(place => new PlanePoint(place / steps * Step, place % steps * Step))
            .Select(outlier => (PlanePoint[])[.. SamplePoints.All.SkipLast(1), outlier])
            .Select(points => Losses.Select(loss => LineFit.Of(loss, points)).ToArray());
    }

    private static PlanePoint OnGrid(PlanePoint point) => new(Math.Round(point.X / Step) * Step, Math.Round(point.Y / Step) * Step);
}
