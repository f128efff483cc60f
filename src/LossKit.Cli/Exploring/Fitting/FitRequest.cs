using System.Globalization;
using System.Text.Json;

namespace LossKit.Cli;

/// <summary>Points, and the losses that shall each fit a line to them.</summary>
/// <param name="Points">The points.</param>
/// <param name="Losses">The losses as the catalogue parses them.</param>
internal sealed record FitRequest(IReadOnlyList<PlanePoint> Points, IReadOnlyList<string> Losses)
{
    /// <summary>The most points: a small data set that is fitted while a point is dragged.</summary>
    public const int MostPoints = 200;

    private const int FewestPoints = 2;
    private const double Largest = 1e6;

    /// <summary>Reads a request: <c>{"points": [[0, 1], [1, 2]], "losses": ["mse"]}</c>.</summary>
    /// <param name="body">The JSON.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <returns>The request.</returns>
    /// <exception cref="UsageException">It is no such JSON, or beyond the limits.</exception>
    public static async Task<FitRequest> ReadAsync(Stream body, CancellationToken stop)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(body, cancellationToken: stop);
            var losses = Member(document.RootElement, "losses").EnumerateArray().Select(loss => loss.GetString() ?? string.Empty);
            return new(PointsOf(Member(document.RootElement, "points")), ExploreRoutes.Checked([.. losses]));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new UsageException("The body must be {\"points\": [[x, y], …], \"losses\": [\"mse\", …]}, with numbers and texts.");
        }
    }

    private static JsonElement Member(JsonElement root, string name) => root.TryGetProperty(name, out var member)
        ? member
        : throw new UsageException($"{name} is missing: the body must be {{\"points\": [[x, y], …], \"losses\": [\"mse\", …]}}.");

    private static PlanePoint[] PointsOf(JsonElement points)
    {
        var count = points.GetArrayLength();
        if (count is < FewestPoints or > MostPoints)
        {
            throw new UsageException($"points has {count} points, but must have from {FewestPoints} to {MostPoints}.");
        }

        return [.. points.EnumerateArray().Select((point, index) => point.GetArrayLength() == 2
            ? new PlanePoint(Coordinate(point[0], index), Coordinate(point[1], index))
            : throw new UsageException($"points[{index}] has {point.GetArrayLength()} numbers, but must have two: [x, y]."))];
    }

    private static double Coordinate(JsonElement element, int index)
    {
        var number = element.GetDouble();
        return Math.Abs(number) <= Largest
            ? number
            : throw new UsageException(string.Create(
                CultureInfo.InvariantCulture, $"points[{index}] has {number}, but must lie within ±{Largest:R}."));
    }
}
