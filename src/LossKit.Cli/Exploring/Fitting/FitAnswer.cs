using System.Text.Json;

namespace LossKit.Cli;

/// <summary>The lines that losses fit, as the explorer asks for them.</summary>
internal static class FitAnswer
{
    /// <summary>Fits lines.</summary>
    /// <param name="request">The points and the losses.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="UsageException">A loss fits no line.</exception>
    /// <exception cref="LossException">A loss or an option is unknown, or a value lies outside its domain.</exception>
    public static ExploreAnswer Make(FitRequest request)
    {
        var lines = request.Losses.Select(loss => (Loss: loss, Line: LineFit.Of(loss, request.Points))).ToArray();
        return ExploreAnswer.Json(writer => Write(writer, lines));
    }

    /// <summary>Writes the lines.</summary>
    /// <param name="writer">Where they go.</param>
    /// <param name="lines">The losses with their lines.</param>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<(string Loss, FittedLine Line)> lines)
    {
        writer.WriteStartArray("lines");
        foreach (var (loss, line) in lines)
        {
            writer.WriteStartObject();
            writer.WriteString("loss", loss);
            writer.WriteNumber("intercept", line.Intercept);
            writer.WriteNumber("slope", line.Slope);
            writer.WriteNumber("value", line.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
