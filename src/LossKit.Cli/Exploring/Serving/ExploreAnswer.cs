using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LossKit.Cli;

/// <summary>An answer of the explorer: what its server sends, and what its static pages have inside.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">What the body is.</param>
/// <param name="Body">The body.</param>
internal sealed record ExploreAnswer(int Status, string ContentType, byte[] Body)
{
    private const int Found = 200;

    // Answers hold SVG and formulas, which the default encoder would escape beyond recognition; no answer stands inside markup as it is.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gives an answer as JSON.</summary>
    /// <param name="write">Writes the members of the object.</param>
    /// <param name="status">The HTTP status.</param>
    /// <returns>The answer.</returns>
    public static ExploreAnswer Json(Action<Utf8JsonWriter> write, int status = Found)
    {
        using var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body, Options))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return new(status, "application/json; charset=utf-8", body.ToArray());
    }

    /// <summary>Gives a text.</summary>
    /// <param name="contentType">What it is: <c>text/html</c>.</param>
    /// <param name="text">The text.</param>
    /// <returns>The answer.</returns>
    public static ExploreAnswer Text(string contentType, string text) =>
        new(Found, $"{contentType}; charset=utf-8", Encoding.UTF8.GetBytes(text));

    /// <summary>Gives a sentence that says why there is no other answer.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="sentence">The sentence.</param>
    /// <returns>The answer.</returns>
    public static ExploreAnswer Refusal(int status, string sentence) => Json(writer => writer.WriteString("error", sentence), status);
}
