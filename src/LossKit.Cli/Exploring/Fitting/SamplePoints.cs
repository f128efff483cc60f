using System.Text.Json;

namespace LossKit.Cli;

/// <summary>The small data set that the explorer begins with: points near y = 1 + 0.6 x, and an outlier at the end.</summary>
internal static class SamplePoints
{
    /// <summary>The end of both axes of the explorer's plane.</summary>
    public const double Greatest = 10;

    /// <summary>Gets the points.</summary>
    public static IReadOnlyList<PlanePoint> All { get; } =
    [
        new(0.5, 1.5), new(1.5, 1.7), new(2.5, 2.7), new(3.5, 2.9), new(4.5, 3.9),
        new(5.5, 4.1), new(6.5, 5.1), new(7.5, 5.3), new(8.5, 6.3), new(9.2, 0.8),
    ];

    /// <summary>Writes the points.</summary>
    /// <param name="writer">Where they go.</param>
    /// <param name="points">These points, or points moved from there.</param>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<PlanePoint> points)
    {
        writer.WriteStartArray("points");
        foreach (var point in points)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(point.X);
            writer.WriteNumberValue(point.Y);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }
}
